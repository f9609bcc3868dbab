/** Words that are alternatives to each other, so that one can stand beside another as a wrong answer. */

export const ALTERNATIVES: readonly (readonly string[])[] = [
  ['red', 'blue', 'green', 'yellow', 'white', 'black', 'orange', 'purple', 'brown', 'gray', 'pink'],
  ['빨간색', '파란색', '초록색', '노란색', '흰색', '검은색', '주황색', '보라색', '갈색', '회색', '분홍색'],
  ['红色', '蓝色', '绿色', '黄色', '白色', '黑色', '橙色', '紫色', '棕色', '灰色', '粉色'],
  ['left', 'right', 'up', 'down'],
  ['왼쪽', '오른쪽', '위', '아래'],
  ['左', '右', '上', '下'],
  ['to the left', 'to the right', 'in front', 'behind'],
  ['morning', 'noon', 'afternoon', 'evening', 'night'],
  ['spring', 'summer', 'autumn', 'winter'],
  ['kitchen', 'living room', 'bedroom', 'bathroom', 'office', 'garage'],
  ['at the beginning', 'in the middle', 'at the end'],
];

/** As answers write them. Homographs among them (`rose`, `gold`) are left out: a guess would be worse than none. */
const COLOURS = new Set([
  ...ALTERNATIVES.slice(0, 3).flat(),
  'grey',
  'cyan',
  'teal',
  'beige',
  'violet',
  'magenta',
  'turquoise',
]);

export function isColour(answer: string): boolean {
  const words = answer
    .toLowerCase()
    .replace(/[.!。,]/gu, ' ')
    .trim()
    .split(/\s+/);
  return words.length <= 3 && COLOURS.has(words.at(-1) ?? '');
}
