import { confirmIdentity, openLine, readChannel, recordHealth, type Switchboard } from '#modules/channels';
import { readMediaBytes } from '#modules/library';
import { TIMINGS, type Channels, type World } from '#modules/publishing';
import type { ClockWatch } from '#plumbing/clock';
import type { Files } from '#plumbing/files';
import type { Log } from '#plumbing/log';
import { Refusal } from '#words/refusal.ts';

/** Publishing's view of the house: the rooms it must not know are handed to it here. */
export function openWorld(house: Switchboard & { files: Files; log: Log }, time: ClockWatch): World {
  const { store, clock, networks, files, log } = house;
  return {
    store,
    clock,
    random: Math.random,
    networks,
    timings: TIMINGS,
    channels: channelsOf(house),
    readMedia: (workspaceId) => (media) => readMediaBytes({ files }, workspaceId, media),
    log,
    ...time,
  };
}

function channelsOf(switchboard: Switchboard): Channels {
  return {
    open: async (ctx, channelId) => {
      const channel = await orNull(readChannel(ctx, channelId));
      if (!channel) return null;
      const line = channel.state === 'removed' ? null : await orNull(openLine(ctx, switchboard, channelId));
      return { state: channel.state, line, networkUserId: channel.networkUserId, quietMs: channel.quietMs };
    },
    confirm: (workspaceId, channelId, signal) => confirmIdentity(switchboard, workspaceId, channelId, signal),
    health: recordHealth,
  };
}

/** A refusal of the channels' room (gone, closed, unreadable secret) means: there is no line. */
async function orNull<T>(wanted: Promise<T>): Promise<T | null> {
  try {
    return await wanted;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
