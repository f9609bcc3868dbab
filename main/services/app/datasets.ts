/** Data sets written from and brought into the open project. */
import type { ExportEvent, ImportEvent } from '../../contract/datasets.ts';
import { exportTexts } from '../datasets/export.ts';
import { listFormats } from '../datasets/formats-list.ts';
import { importTexts } from '../datasets/import.ts';
import { previewExport } from '../datasets/preview.ts';
import { sampleImport } from '../datasets/sample.ts';
import { sourcesOf } from '../datasets/sources.ts';
import type { Base } from './base.ts';
import { actorOf } from './context.ts';
import type { Desk } from './context.ts';
import { hostPath } from './host-path.ts';
import { telling } from './telling.ts';

export function datasetsPart({ datasets: base }: Base, desk: Desk) {
  return base.router({
    formats: base.formats.handler(() => listFormats()),
    preview: base.preview.handler(({ input: { query, ...chosen }, signal }) => {
      const { project } = desk;
      const ended = project.signalWith(signal);
      return project.hold(previewExport({ ...chosen, store: project.store, only: onlyOf(query), signal: ended }));
    }),
    export: base.export.handler(({ input: { query, out, ...chosen }, signal }) => {
      const { project } = desk;
      const stream = telling<ExportEvent>(project.signalWith(signal), async (tell, ended) => {
        const report = await exportTexts({
          ...{ ...chosen, store: project.store, only: onlyOf(query), signal: ended },
          out: out === null ? null : hostPath(out),
          tools: () => Promise.resolve(desk),
          onProgress: (progress) => tell({ event: 'progress', ...progress }),
        });
        tell({ event: 'done', report });
      });
      return project.holdStream(stream);
    }),
    sources: base.sources.handler(({ input }) =>
      sourcesOf(desk.project.store, { ...input, paths: input.paths.map(hostPath) }),
    ),
    sample: base.sample.handler(({ input: { limit, ...wanted }, signal }) => {
      const { project } = desk;
      return project.hold(sampleImport({ ...wanted, store: project.store, signal: project.signalWith(signal) }, limit));
    }),
    import: base.import.handler(({ input, context, signal }) => {
      const { project } = desk;
      const { personId } = actorOf(desk, context);
      const stream = telling<ImportEvent>(project.signalWith(signal), async (tell, ended) => {
        const report = await importTexts({
          ...{ ...input, store: project.store, personId, signal: ended },
          onProgress: (records) => tell({ event: 'progress', records }),
        });
        tell({ event: 'done', report });
      });
      return project.holdStream(stream);
    }),
  });
}

function onlyOf(query: string): string | null {
  return query.trim() === '' ? null : query;
}
