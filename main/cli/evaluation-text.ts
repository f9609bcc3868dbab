/** What an evaluation came to, as a person reads it. */
import type { EvaluationResult } from '../services/index.ts';
import { countText, percentText, tableText } from './wording.ts';

export function resultLines(result: EvaluationResult, out: string): string[] {
  const { answered, benchmark, exactMatch, files, judge, model, unanswered } = result;
  const lines = [
    `${model.id} ${model.version} answered ${answered} of ${countText(benchmark.questions, 'question')}.`,
    ...(unanswered.noVideo > 0 ? [`  ${countText(unanswered.noVideo, 'question')} without their video`] : []),
    ...(unanswered.notAnswered > 0 ? [`  ${countText(unanswered.notAnswered, 'question')} not answered`] : []),
    `Exact match: ${exactMatch.right} of ${exactMatch.of}, ${percentText(exactMatch.share)}`,
  ];
  const forms = Object.entries(exactMatch.byForm);
  if (forms.length > 1) {
    lines.push(...forms.map(([form, { right, of, share }]) => `  ${form}: ${right} of ${of}, ${percentText(share)}`));
  }
  if (judge) lines.push(...judgeLines(judge));
  lines.push(`In ${out}: ${[...files, 'answers.jsonl', ...(judge ? ['judge.jsonl'] : []), 'result.json'].join(', ')}`);
  return lines;
}

function judgeLines({ model, prompts, scores, mean }: NonNullable<EvaluationResult['judge']>): string[] {
  const rows = Object.entries(scores).map(([measure, { accuracy, judged, score, unjudged }]) => [
    measure,
    score === null ? '-' : score.toFixed(2),
    accuracy === undefined ? '' : `accuracy ${accuracy === null ? '-' : (accuracy * 100).toFixed(1)}`,
    `${judged} judged${unjudged > 0 ? `, ${unjudged} not` : ''}`,
  ]);
  return [
    `Judge ${model}, prompts ${prompts.name} ${prompts.version} (${prompts.sha256.slice(0, 12)}):`,
    ...tableText(rows)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => `  ${line}`),
    ...(mean === null ? [] : [`  mean of the five ${mean.toFixed(2)}`]),
  ];
}
