import AddFiles from '#parts/library/AddFiles.svelte';
import { startIsland } from './start-island.ts';

void startIsland(AddFiles);
