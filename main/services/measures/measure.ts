/** All measures of a project in one reading, video by video: memory does not grow with it. Writes nothing. */
import type { Project } from '../../document/records.ts';
import { ActiveTimeTally } from './active-time.ts';
import { AgreementTally } from './agreement.ts';
import { askingFor } from './asking.ts';
import { GroupTally } from './group.ts';
import { GroupingTally } from './grouping.ts';
import { JudgementTally } from './judgement.ts';
import { MarkTally } from './marks.ts';
import { QuestionBalanceTally } from './question-balance.ts';
import type { StatsReport } from '../../document/measures/stats-report.ts';
import type { PersonNames, SeenVideo } from './seen.ts';
import { CoverageTally } from './video-coverage.ts';

export interface Measured {
  readonly project: Pick<Project, 'id' | 'name'>;
  /** The query that chose the items; null: all. */
  readonly only: string | null;
  readonly people: PersonNames;
  /** In their natural order. */
  readonly videos: Iterable<SeenVideo>;
}

export function measure({ project, only, people, videos }: Measured): StatsReport {
  const asking = askingFor(only);
  const all = new GroupTally(asking);
  const groups = new GroupingTally(asking, people);
  const judgement = new JudgementTally(asking);
  const activeTime = new ActiveTimeTally(asking);
  const agreement = new AgreementTally(asking);
  const balance = new QuestionBalanceTally(asking);
  const coverage = new CoverageTally(asking);
  const marks = new MarkTally(asking);
  const ofItems = [all, groups, judgement, activeTime, agreement, balance];
  for (const video of videos) {
    for (const seen of video.items) for (const tally of ofItems) tally.add(seen);
    coverage.addVideo(video);
    marks.addVideo(video);
  }
  const { rejectReasons, overTrust, calibration } = judgement.result();
  return {
    format: 'panda-stats',
    version: 1,
    project: { id: project.id, name: project.name },
    only,
    all: all.result(),
    groups: groups.result(),
    rejectReasons,
    activeTime: activeTime.result(),
    agreement: agreement.result(),
    overTrust,
    calibration,
    coverage: coverage.result(),
    balance: balance.result(),
    ...marks.result(),
  };
}
