/**
 * What `panda stats --json` prints: every number with its n and the query that lists what is behind it. The schema is the
 * only definition; docs/panda-stats.schema.json is this schema, for other programs, and a test holds the two together.
 */
import { z } from 'zod';
import { STATUSES } from '../status.ts';

const n = z.int().nonnegative();
const query = z.string().describe('lists what is behind it, for `panda search`; empty: everything');
const share = z.number().min(0).max(1).nullable().describe('null: n is 0');
const value = z.number().nullable().describe('null: n is 0');

const count = z.object({ value: z.string(), n, query });
const counts = z.array(count).describe('the most frequent first');
const countsOrNone = z.array(count.extend({ value: z.string().nullable() })).describe('null: none was given');

const times = z.object({ n, median: value, p90: value, query });

const group = z.object({
  n: n.describe('items'),
  query,
  statuses: z.array(z.object({ value: z.enum(STATUSES), n, query })).describe('all, in the order of the work'),
  reviews: z.array(z.object({ value: z.enum(['approved', 'returned']), n, query })),
  acceptedAsIs: z
    .object({ n, share, query })
    .describe('n: suggestions that a person accepted or rejected, but those made wrong on purpose'),
  editEffort: z
    .object({ n, median: share, p90: share, query })
    .describe('n: suggestions accepted, changed or not; characters changed / length of the longer text'),
  keptShare: z
    .object({ n, median: share, p10: share, query })
    .describe('words of the suggestion that are left / all its words; n: those with words'),
  activeSeconds: z
    .object({ n, median: value, query })
    .describe('at an item, of the person whose decision stands; n: items with a time'),
});
const named = group.extend({ value: z.string().nullable().describe('null: none'), name: z.string().nullable() });

const balance = z.object({
  n,
  evenness: share.describe('normalised entropy: 1, all alike; null: fewer than two kinds'),
  query,
  counts,
});
const likeness = z.object({ n, mean: share, median: share, query });

export const statsSchema = z.object({
  format: z.literal('panda-stats'),
  version: z.literal(1),
  project: z.object({ id: z.string(), name: z.string() }),
  only: z.string().nullable().describe('the query that all of it is about; null: everything'),
  all: group,
  groups: z
    .object({
      kind: z.array(named),
      form: z.array(named),
      topic: z.array(named),
      track: z.array(named),
      model: z.array(named).describe('id@version of the suggestion that stands or that the response began with'),
      person: z.array(named).describe('whose response stands; value: the id'),
    })
    .describe('the largest first'),
  rejectReasons: z.object({ n, query, counts: countsOrNone }),
  activeTime: z
    .object({
      withSuggestion: times,
      control: times.describe('there was a suggestion, and it was not shown'),
      withoutAny: times.describe('no model wrote anything'),
      savedSeconds: z.number().nullable().describe('median of the control arm - median with a suggestion'),
      savedShare: z.number().nullable().describe('of the median of the control arm'),
    })
    .describe('seconds that a person was at an item and decided it'),
  agreement: z
    .object({
      closed: z.array(
        z.object({
          value: z.enum(['yes-no', 'choice', 'count']),
          n,
          alpha: z.number().nullable().describe("Krippendorff's, nominal; null: n is 0, or all say the same"),
          agreement: share.describe('of the pairs, how many say the same'),
          query,
        }),
      ),
      spans: likeness.describe('temporal IoU'),
      texts: likeness.describe('ROUGE-L, F with beta 1; captions and open questions'),
    })
    .describe('n: items that a person accepted and another one blind'),
  overTrust: z
    .object({ n, accepted: n, share, query })
    .describe('n: decisions on suggestions made wrong on purpose; accepted: as they were'),
  calibration: z
    .object({
      n,
      ece: share.describe('expected calibration error'),
      query,
      buckets: z.array(z.object({ from: z.number(), to: z.number(), n, confidence: share, right: share, query })),
    })
    .describe('confidence: 1 - doubt; right: accepted as is'),
  coverage: z
    .object({
      n: n.describe('videos whose duration is known, but the excluded ones'),
      unknownDuration: n,
      without: n.describe('videos of n without a text'),
      mean: share.describe('of a video, by any text'),
      meanInParts: share.describe('by texts on a part of it'),
      query,
      least: z
        .array(
          z.object({
            videoId: z.string(),
            path: z.string(),
            durationUs: n,
            covered: z.number(),
            inParts: z.number(),
            query,
          }),
        )
        .describe('the ten least covered'),
    })
    .describe('length of the union of the texts that stand / duration'),
  balance: z.object({
    forms: balance,
    topics: balance,
    yesNo: balance.extend({ yesShare: share }),
    counts: balance,
    choicePlaces: z.array(balance.extend({ choices: n.describe('how many there are to choose from') })),
  }),
  flags: z.object({ n: n.describe('items with a flag'), videos: n, query, counts }),
  comments: z.object({ n, query }),
  junk: z.object({ n: n.describe('suggestions'), junk: n, query, counts }),
});

export type StatsReport = z.infer<typeof statsSchema>;
export type GroupReport = z.infer<typeof group>;
export type BalanceReport = z.infer<typeof balance>;
