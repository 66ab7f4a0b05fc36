import { isReconciling, type World } from '#modules/publishing';

/** Why a living sender sends nothing: said with every sign of life, shown in the studio and by `palabre doctor`. */
export async function troubleOf(world: Pick<World, 'store' | 'clockWrong'>): Promise<string | null> {
  if (world.clockWrong()) return 'clock_wrong';
  return (await isReconciling(world.store)) ? 'reconciling' : null;
}
