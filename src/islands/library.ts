import AddFiles from '#parts/library/AddFiles.svelte';
import { hearFiles } from '#parts/library/given-files.ts';
import { startIsland } from './start-island.ts';

hearFiles();
void startIsland(AddFiles);
