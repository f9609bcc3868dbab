/** Writing data sets and bringing them in. */
import { Datasets } from '../../state/datasets.svelte.ts';
import { Export } from '../../state/datasets/export.svelte.ts';
import { Import } from '../../state/datasets/import.svelte.ts';
import type { Action } from '../action.ts';

/** From anywhere to where a data set is written. */
const goExport: Action = {
  id: 'datasets.go-export',
  group: 'go',
  label: (t) => t.datasets.goExport,
  keys: [],
  when: (app) => app.session.open !== null,
  run: (app) => {
    app.of(Datasets).tab = 'export';
    app.go('datasets');
  },
};

export const goImport: Action = {
  id: 'datasets.go-import',
  group: 'go',
  label: (t) => t.datasets.goImport,
  keys: [],
  when: (app) => app.session.writable,
  run: (app) => {
    app.of(Datasets).tab = 'import';
    app.go('datasets');
  },
};

export const writeDataset: Action = {
  id: 'datasets.export',
  group: 'project',
  label: (t) => t.datasets.export,
  keys: ['Ctrl+Enter'],
  when: (app) => {
    if (app.place !== 'datasets' || app.of(Datasets).tab !== 'export') return false;
    const { isReady, progress } = app.of(Export);
    return isReady && progress === null;
  },
  run: async (app) => app.of(Export).write(),
};

export const bringDataset: Action = {
  id: 'datasets.import',
  group: 'project',
  label: (t) => t.datasets.import,
  keys: ['Ctrl+Enter'],
  when: (app) => {
    if (app.place !== 'datasets' || app.of(Datasets).tab !== 'import' || !app.session.writable) return false;
    const { isDone, reading, report } = app.of(Import);
    return report !== null && report.matched > 0 && !isDone && reading === null;
  },
  run: async (app) => app.of(Import).bring(),
};

export const datasetsActions: readonly Action[] = [goExport, goImport, writeDataset, bringDataset];
