import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { foldersUntil } from '../services/library/test-folder.ts';
import { KnownProject } from '../services/measures/known-project.ts';
import { statsSchema } from '../document/measures/stats-report.ts';
import { createProject } from '../store/index.ts';
import { panda } from './spawned.ts';

const makeFolder = foldersUntil(afterAll);
let project: string;

beforeAll(() => {
  project = join(makeFolder(), 'known.panda');
  using store = createProject(project, { name: 'Known', personName: '김보라' });
  const known = new KnownProject(store);
  const videoId = known.addVideo('day 1/a.mp4');
  known.addVideo('b.mp4', { flag: 'dark\u001b[31m' });
  const suggestions = [{ text: 'a red car' }];
  known.addItem({ videoId, suggestions, responses: [{ from: 0, text: 'a red car' }] });
  known.addItem({ videoId, suggestions, responses: [{ from: 0, text: 'a blue car' }] });
  known.addItem({ videoId, suggestions, responses: [{ from: 0, decision: 'rejected', reason: 'object' }] });
  known.addItem({ videoId, flag: 'ask\u001b[31m', qa: { form: 'yes-no' }, suggestions: [{ text: 'yes' }] });
  known.write();
});

test('the table has what there is, n beside it, in 100 columns', async () => {
  const { code, stdout, stderr } = await panda(['stats', '--project', project]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  expect(stdout).toMatchInlineSnapshot(`
    "Known: 4 texts

    texts          todo  suggested  editing  accepted  edited  written  rejected  skipped  n
    all               0          1        0         1       1        0         1        0  4
    kind caption      0          0        0         1       1        0         1        0  3
    kind qa           0          1        0         0       0        0         0        0  1
    form yes-no       0          1        0         0       0        0         0        0  1
    topic none        0          1        0         0       0        0         0        0  1
    track short       0          0        0         1       1        0         1        0  3
    model mini@1      0          1        0         1       1        0         1        0  4
    person 김보라     0          0        0         1       1        0         1        0  3

    help            as is  n  effort   p90  n  kept   p10  n  time  n
    all            33.3 %  3    0.20  0.36  2  0.83  0.70  2     -  0
    kind caption   33.3 %  3    0.20  0.36  2  0.83  0.70  2     -  0
    track short    33.3 %  3    0.20  0.36  2  0.83  0.70  2     -  0
    model mini@1   33.3 %  3    0.20  0.36  2  0.83  0.70  2     -  0
    person 김보라  33.3 %  3    0.20  0.36  2  0.83  0.70  2     -  0

    reasons to reject  n
    object             1   status:rejected reason:object

    videos                          n
    covered, mean           50.0 %  2
    covered in parts, mean   0.0 %  2
    without a text               1  2

    least covered    all  in parts     lasts
    b.mp4          0.0 %     0.0 %  0:10.000   path:b.mp4

    balance    evenness  n
    forms          0.00  1   yes-no 1
    yes or no      0.00  1   yes 1

    marks                  n
    texts with a flag   1      has:flag
    flag ask�[31m       1      flag:ask�[31m
    videos with a flag  1
    "
  `);
});

test('the JSON is what its schema says, of the items that a query finds', async () => {
  const { code, stdout } = await panda(['stats', '--project', project, '--only', 'kind:qa', '--json']);
  const report = statsSchema.parse(JSON.parse(stdout));
  expect([code, report.only, report.all.n]).toEqual([0, 'kind:qa', 1]);
});

test('a query that cannot be read and a project that is not there are said', async () => {
  const [query, missing] = await Promise.all([
    panda(['stats', '--project', project, '--only', 'status:nothing']),
    panda(['stats', '--project', join(makeFolder(), 'none.panda')]),
  ]);
  expect([query.stdout, query.stderr]).toEqual(['', expect.stringContaining('status:nothing')]);
  expect([missing.code, missing.stdout]).toEqual([3, '']);
});
