/** Which of the two ways the screen of data sets shows. Knows neither. */
export type DatasetsTab = 'export' | 'import';

export class Datasets {
  tab: DatasetsTab = $state('export');
}
