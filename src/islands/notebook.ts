import NotebookDesk from '#parts/offline/NotebookDesk.svelte';
import { startIsland } from './start-island.ts';

void startIsland(NotebookDesk);
