/**
 * The best that can be answered from a question's words alone: the most frequent answer to exactly these words, counted
 * on clips of another seed. What a model is worth is what it knows beyond that.
 *
 * - open, yes-no: the most frequent answer to the question's text.
 * - choice: of what can be chosen, the most frequent answer to the question it stands under.
 * - propose: the model chooses the question; the blind model answers that question as if it had been asked.
 * - span: the most frequent caption.
 */
import { readProposal } from '../../native-models/panda-mini/world/grammar.ts';
import { isAnswerRight, isProposalRight } from '../../native-models/panda-mini/world/judge.ts';
import { world } from '../../native-models/panda-mini/world/facts.ts';
import { examsOf } from './exam.ts';
import type { Exam, Task } from './exam.ts';

type Counts = Map<string, Map<string, number>>;

/** Whether the words alone would have been enough. `said` is what the model under test wrote, for the question it proposes. */
export type Blind = (exam: Exam, task: Task, said: string) => boolean;

export function fitBlind(seed: string, clips: number): Blind {
  const counts: Counts = new Map();
  for (const { tasks } of examsOf(seed, clips)) {
    for (const task of tasks) if ('answer' in task) count(counts, questionOf(task), task.answer);
  }
  return (exam, task, said) => {
    switch (task.type) {
      case 'short':
      case 'dense':
        return false;
      case 'propose':
        return wouldPropose(counts, exam, said);
      case 'choice':
        return isAnswerRight(mostFrequent(counts, questionOf(task), task.choices), task);
      default:
        return isAnswerRight(mostFrequent(counts, questionOf(task)), task);
    }
  };
}

function wouldPropose(counts: Counts, { facts }: Exam, said: string): boolean {
  const proposal = readProposal(said.trim());
  if (proposal === undefined) return false;
  const { question } = proposal;
  const answer = mostFrequent(counts, question);
  return isProposalRight(world.propose.form.replace('{question}', question).replace('{answer}', answer), facts);
}

/** A question of choice is counted with the same words asked openly. */
function questionOf(task: Task): string {
  return task.type === 'choice' ? task.question : task.prompt;
}

function count(counts: Counts, question: string, answer: string): void {
  const answers = counts.get(question) ?? new Map<string, number>();
  counts.set(question, answers.set(answer, (answers.get(answer) ?? 0) + 1));
}

/** Of `among`, or of all answers ever given to it; the empty text where there were none. */
function mostFrequent(counts: Counts, question: string, among?: readonly string[]): string {
  const answers = counts.get(question) ?? new Map<string, number>();
  const possible = among ?? [...answers.keys()];
  return possible.reduce(
    (best, one) => ((answers.get(one) ?? 0) > (answers.get(best) ?? 0) ? one : best),
    possible[0] ?? '',
  );
}
