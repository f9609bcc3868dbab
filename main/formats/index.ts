/** What the rest of the program may know of formats. */
export { exportDataset, MANIFEST_PATH } from './export.ts';
export type { ExportPart, Media, Prepared } from './export.ts';
export type { Format, Options } from './format.ts';
export { parseManifest } from './manifest.ts';
export { mediaNames } from './media-name.ts';
export { openBeside } from './output/beside.ts';
export { openFolder } from './output/folder.ts';
export { recogniseFile } from './recognise.ts';
export type { DatasetPerson, DatasetRecord, DatasetVideo, SuggestedOrigin } from './record.ts';
export { stemOf, textOf } from './record.ts';
export { FORMATS, formatNamed, optionsOf } from './registry.ts';
