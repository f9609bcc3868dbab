import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CaptionRules } from '../recipe.ts';
import { findJunk } from './find-junk.ts';
import type { GeneratedText } from './find-junk.ts';
import { withPrefix } from './rules.ts';

const PROMPT = 'Describe this video in one sentence.';
const NO_RULES: CaptionRules = { minWords: null, maxWords: null, prefix: null, forbidden: [] };

function reasonOf(text: string, over: Partial<GeneratedText> = {}): string | null {
  const generated = { text, stop: 'stop-token', prompt: PROMPT, rules: NO_RULES, language: 'en', others: [] } as const;
  return findJunk({ ...generated, ...over }, null)?.reason ?? null;
}

describe('junk is found', () => {
  it.each<[string, string, Partial<GeneratedText>?]>([
    ['empty', ''],
    ['empty', ' \n…'],
    ['empty', '🎬'],
    ['cut-off', 'A man walks along', { stop: 'length' }],
    ['cut-off', 'A man walks along a road. He then turns to'],
    ['cut-off', 'A woman in red opens the'],
    ['cut-off', 'A dog, a cat and a bird,'],
    ['cut-off', 'The man shows a sign. It reads "'],
    ['cut-off', '一个男人走进厨房。他打开冰箱，拿出', { language: 'zh' }],
    ['cut-off', '한 남자가 부엌에 들어간다. 그는 냉장고를', { language: 'ko' }],
    ['looping', 'the the the the the the the'],
    ['looping', 'A man walks and then he sits and then he sits and then he sits and then he sits'],
    ['looping', 'The man cuts an onion on a wooden board. The man cuts an onion on a wooden board.'],
    ['looping', 'The dog runs. It sits. The dog runs. A cat. The dog runs. It jumps. The dog runs.'],
    ['looping', 'hahahaaaaaaaaaaaaaaaaaaaa'],
    ['looping', '男人在跑步，男人在跑步，男人在跑步，男人在跑步，男人在跑步', { language: 'zh' }],
    ['refusing', "I'm sorry, but I can't watch videos."],
    ['refusing', 'As an AI language model, I do not have eyes.'],
    ['refusing', 'I cannot see the video you mention.'],
    ['refusing', 'Unfortunately, I am unable to determine what happens here.'],
    ['refusing', 'No video was provided. Please upload the video.'],
    ['refusing', '죄송하지만 영상을 볼 수 없습니다.', { language: 'ko' }],
    ['refusing', 'AI 언어 모델로서 저는 의견이 없습니다.', { language: 'ko' }],
    ['refusing', '抱歉，我无法观看视频。', { language: 'zh' }],
    ['refusing', '作为一个人工智能语言模型，我没有眼睛。', { language: 'zh' }],
    ['refusing', '對不起，我不能回答這個問題。', { language: 'zh' }],
    ['leaked-prompt', 'A man walks. USER: What next? ASSISTANT: He sits.'],
    ['leaked-prompt', 'Assistant: A man walks.'],
    ['leaked-prompt', 'A man walks.</s>'],
    ['leaked-prompt', '<image>\nA man walks.'],
    ['leaked-prompt', '<|im_start|>A man walks.'],
    ['leaked-prompt', 'Describe this video in one sentence. A man walks.'],
    ['leaked-prompt', 'The question is: what color is the car? It is red.', { prompt: 'What color is the car?' }],
    ['wrong-language', '一个男人在厨房里做饭。'],
    ['wrong-language', 'A man is 做饭在厨房 in the kitchen.'],
    ['wrong-language', 'A man is cooking in the kitchen.', { language: 'ko' }],
    ['wrong-language', 'A man is cooking in the kitchen.', { language: 'zh' }],
    ['wrong-language', '男の人が料理をしています。', { language: 'zh' }],
    ['wrong-language', 'Мужчина готовит.'],
    ['duplicate', 'A man walks along a dusty road.', { others: ['a man walks, along a dusty road'] }],
    ['breaks-rule', 'Two words.', { rules: { ...NO_RULES, minWords: 3 } }],
    ['breaks-rule', 'These are four words.', { rules: { ...NO_RULES, maxWords: 3 } }],
    ['breaks-rule', 'The video  shows a man.', { rules: { ...NO_RULES, forbidden: ['video shows'] } }],
    ['breaks-rule', '视频中有一个男人。', { language: 'zh', rules: { ...NO_RULES, forbidden: ['视频'] } }],
  ])('%s: %s', (reason, text, over) => {
    expect(reasonOf(text, over)).toBe(reason);
  });

  it('with the words that show it', () => {
    const generated = { stop: 'stop-token', prompt: PROMPT, rules: NO_RULES, language: 'en', others: [] } as const;
    expect(findJunk({ ...generated, text: 'A man. I cannot see the video. So.' }, null)).toEqual({
      reason: 'refusing',
      found: 'I cannot see the video.',
    });
    const rules = { ...NO_RULES, maxWords: 2 };
    expect(findJunk({ ...generated, text: 'one two three', rules }, null)).toEqual({
      reason: 'breaks-rule',
      found: '3 words, at most 2',
    });
  });

  it('by a detector only where another language is clearly nearer and the text is long', () => {
    const generated = { stop: 'stop-token', prompt: PROMPT, rules: NO_RULES, language: 'en', others: [] } as const;
    const text = 'Une femme marche dans la rue avec un petit chien blanc.';
    const found = (scores: Record<string, number>, said = text) => findJunk({ ...generated, text: said }, () => scores);
    expect(found({ fr: 0.84, en: 0.3 })).toEqual({ reason: 'wrong-language', found: 'fr' });
    expect(found({ fr: 0.7, en: 0.65 })).toBeNull();
    expect(found({ fr: 0.84 }, 'Un chat')).toBeNull();
  });
});

describe('no junk is found in', () => {
  it.each<[string, Partial<GeneratedText>?]>([
    ['yes'],
    ['3'],
    ['red'],
    ['A circle moves right'],
    ['Very, very, very good.'],
    ['He says "I am sorry, I cannot come".'],
    ['The user interface of a phone: a list of songs.'],
    ['A sign reads "出口" above a door.'],
    ['1. A man walks in\n2. He sits down\n3. He eats'],
    ['It was filmed in St. Louis by Mr. Smith'],
    ['A dog, a cat, a bird'],
    ['He counts: 1 2 3 1 2 3 1 2 3 1 2 3'],
    ['CCTV', { language: 'zh' }],
    ['iPhone 12를 든 남자가 걸어간다.', { language: 'ko' }],
    ['三', { language: 'zh' }],
    ['一个男人在厨房里做饭，然后坐下来吃饭。', { language: 'zh' }],
    ['한 남자가 요리를 하고 나서 앉아 먹는다.', { language: 'ko' }],
    ['yes', { others: ['yes', 'yes'] }],
    ['A forbidden word: videos', { rules: { ...NO_RULES, forbidden: ['video'] } }],
    ['什么都可以', { language: null }],
  ])('%s', (text, over) => {
    expect(reasonOf(text, over)).toBeNull();
  });

  it('what is true of the sample clips', () => {
    const file = new URL('../../../native-models/panda-mini/samples/ground-truth.json', import.meta.url);
    const texts = textsOf(JSON.parse(readFileSync(file, 'utf8')), new Set(['question', 'answer', 'caption', 'text']));
    expect(texts.length).toBeGreaterThan(80);
    expect(texts.filter((text) => reasonOf(text) !== null)).toEqual([]);
  });

  const annotations = new URL('../../../../shared/data/annotations/', import.meta.url);
  const isHere = existsSync(annotations);
  if (!isHere) console.warn('SKIPPED: no annotations beside this folder, so real captions are not looked at');

  it.skipIf(!isHere)('more than a thousand captions, questions and answers that people wrote', () => {
    const text = (file: string) => readFileSync(new URL(file, annotations), 'utf8');
    const dream = text('tarsier/DREAM-1k.jsonl')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    const files = [
      textsOf(dream, new Set(['reference', 'events'])),
      textsOf(JSON.parse(text('activitynet_captions/sample_submission.json')), new Set(['sentence'])),
      textsOf(JSON.parse(text('activitynet_qa/test_q.json')), new Set(['question'])),
      textsOf(JSON.parse(text('activitynet_qa/test_a.json')), new Set(['answer'])),
    ];
    expect(files.map((texts) => texts.length)).toEqual([1104, 2, 300, 300]);
    const found = files.flat().flatMap((said) => (reasonOf(said) === null ? [] : [`${reasonOf(said)}: ${said}`]));
    expect(found).toEqual([]);
  });

  /** Every text in the data that stands under one of these names. */
  function textsOf(value: unknown, names: ReadonlySet<string>, under = false): string[] {
    if (typeof value === 'string') return under && value !== '' ? [value] : [];
    if (typeof value !== 'object' || value === null) return [];
    const isList = Array.isArray(value);
    return Object.entries(value).flatMap(([name, part]) => textsOf(part, names, isList ? under : names.has(name)));
  }
});

describe('a prefix that a rule asks for', () => {
  it.each([
    ['A man walks.', 'In this clip,', 'In this clip, A man walks.'],
    ['in this clip, a man walks.', 'In this clip,', 'In this clip, a man walks.'],
    ['一个男人在走路。', '视频中，', '视频中，一个男人在走路。'],
    ['A man walks.', 'sks ', 'sks A man walks.'],
    ['', 'In this clip,', ''],
    ['A man walks.', null, 'A man walks.'],
  ])('is put before %j: %j', (text, prefix, whole) => {
    expect(withPrefix(text, { prefix })).toBe(whole);
    if (whole !== '') expect(reasonOf(whole, { language: null, rules: { ...NO_RULES, prefix } })).toBeNull();
  });
});
