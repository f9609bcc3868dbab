import { describe, expect, it } from 'vitest';
import { chooseDistractors, placeAnswer } from './distractors.ts';

function choose(answer: string, pool: readonly string[] = [], seed = 's'): string[] {
  return chooseDistractors({ answer, pool, count: 3, seed });
}

describe('wrong answers', () => {
  it('come from what else was answered, never what says the same as the right one', () => {
    const pool = ['a dog', 'A dog.', 'the big dog', 'a cat', 'Cat', 'a horse', 'two birds', 'a cow'];
    const wrong = choose('a dog', pool);
    expect(wrong.toSorted()).toEqual(['a cat', 'a cow', 'a horse'].toSorted());
  });

  it('are the same for the same seed, whatever the order of the pool, and others for another', () => {
    const pool = Array.from({ length: 30 }, (_, index) => `answer ${'abcdefghijklmnopqrstuvwxyzABCD'[index]}x`);
    expect(choose('none of them here', pool)).toEqual(choose('none of them here', pool.toReversed()));
    expect(choose('none of them here', pool)).not.toEqual(choose('none of them here', pool, 'other'));
  });

  it.each([
    ['red', ['blue', 'green', 'yellow', 'white', 'black', 'orange', 'purple', 'brown', 'gray', 'pink']],
    [
      'It is grey',
      ['red', 'blue', 'green', 'yellow', 'white', 'black', 'orange', 'purple', 'brown', 'pink'].map(
        (word) => word.charAt(0).toUpperCase() + word.slice(1),
      ),
    ],
    ['left', ['right', 'up', 'down']],
    ['빨간색', ['파란색', '초록색', '노란색', '흰색', '검은색', '주황색', '보라색', '갈색', '회색', '분홍색']],
    ['3', ['1', '2', '4', '5', '6', '7', '8']],
    ['one', ['two', 'three', 'four', 'five', 'six']],
    ['three shapes', ['one shapes', 'two shapes', 'four shapes', 'five shapes', 'six shapes']],
    ['세 명', ['한 명', '두 명', '네 명', '다섯 명', '여섯 명']],
    ['两个', ['一个', '三个', '四个', '五个']],
  ])('for %s are of its kind where nothing else was answered', (answer, kind) => {
    const wrong = choose(answer);
    expect(wrong).toHaveLength(3);
    expect(wrong.filter((one) => !kind.includes(one))).toEqual([]);
    expect(new Set(wrong).size).toBe(3);
  });

  it('are fewer, or none, where there is nothing to say', () => {
    expect(choose('a man in a boat')).toEqual([]);
    expect(choose('a man in a boat', ['a man', 'the sea'])).toEqual(['the sea']);
  });

  it('are numbers beside a number', () => {
    expect(choose('2', ['a cat', '7', 'many']).includes('7')).toBe(true);
    expect(choose('2', ['a cat', '7', 'many']).every((one) => /^\d+$/.test(one))).toBe(true);
  });
});

describe('the right answer', () => {
  it('stands at each place equally often, in an order of its own for each seed', () => {
    const places = (seed: string) =>
      Array.from({ length: 400 }, (_, ordinal) =>
        placeAnswer({ answer: 'x', wrong: ['a', 'b', 'c'], seed, ordinal }).indexOf('x'),
      );
    const counts = [0, 1, 2, 3].map((place) => places('one').filter((at) => at === place).length);
    expect(counts).toEqual([100, 100, 100, 100]);
    expect(places('one')).toEqual(places('one'));
    expect(places('one')).not.toEqual(places('two'));
    const follows = places('one').filter((at, index, all) => at === all[index - 1]).length;
    expect(follows).toBeLessThan(60); // no pattern to guess by: a cycle would never repeat, a coin of four 100 times
  });

  it('leaves the others in their order', () => {
    const choices = placeAnswer({ answer: 'x', wrong: ['a', 'b'], seed: 's', ordinal: 3 });
    expect(choices.filter((choice) => choice !== 'x')).toEqual(['a', 'b']);
    expect(choices).toHaveLength(3);
  });
});
