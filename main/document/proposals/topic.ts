/** What a question is about, told by its words, in English, and in Korean and Chinese for the plainest. */
import type { QuestionTopic } from '../question.ts';
import { isColour } from './word-lists.ts';
import type { Proposal } from './parse.ts';

/** Tried in this order; the first that fits. ActivityNet-QA's types, which these topics are, were labelled in about this way. */
const RULES: readonly (readonly [QuestionTopic, RegExp])[] = [
  ['colour', /\bcolou?r(?:s|ed)?\b|색깔|무슨 색|색상|색인|颜色|顏色|什么色/iu],
  [
    'number',
    /\bhow (?:many|often)\b|\bnumber of\b|\bexactly (?:one|two|three|four|five|\d+)\b|몇\s?(?!시|분|초)\p{sc=Hangul}|얼마나 많은|개수|几(?!点|时)|幾(?!點|時)|多少/iu,
  ],
  [
    'temporal',
    /\b(?:before|after|afterwards?|while|when|first|last|finally|then|next(?! to)|beginning|(?:at|in) the (?:start|end)|how long|what time|second time)\b|전에|후에|먼저|마지막|처음|동안|언제|다음에|之前|之后|之後|以前|以后|然后|首先|最后|最後|多久|什么时候|时候/iu,
  ],
  [
    'location',
    /\bwhere\b(?! (?:is|are) (?:\w+ ){0,4}(?:relative|compared))|\b(?:indoors?|outdoors?|in ?side or out ?side|which (?:room|place|city|country)|what (?:room|place|location|kind of place|venue|setting))\b|어디|실내|실외|장소|哪里|哪裡|哪儿|什么地方|室内|室外|地点/iu,
  ],
  [
    'motion',
    /\b(?:mov(?:e|es|ed|ing|ement)|motion|direction|which way|stand(?:s|ing)? still|stays? still|doing|does (?!.*\b(?:show|have|wear|look like)\b).*\bdo\b|happen(?:s|ing|ed)?|action|activity|perform(?:s|ing)?|danc(?:e|es|ing)|run(?:s|ning)?|walk(?:s|ing)?|jump(?:s|ing)?|sw(?:im|ims|imming)|rid(?:e|es|ing)|throw(?:s|ing)?|play(?:s|ing)?|gesture)\b|움직|하고 있|방향|동작|행동|하는가|移动|移動|运动|動作|动作|方向|在做什么|在做什麼|做什么/iu,
  ],
  [
    'spatial',
    /\b(?:(?:to|on) the (?:left|right)|left (?:side|of)|right (?:side|of)|above|below|under(?:neath)?|behind|beneath|in front of|next to|beside|between|near|on top of|around|opposite|position(?:ed)?|far(?:ther)?|closer|relative to)\b|왼쪽|오른쪽|위에|아래에|뒤에|앞에|옆에|사이에|左边|右边|左邊|右邊|上面|下面|后面|後面|前面|旁边|旁邊|之间/iu,
  ],
  [
    'object',
    /^(?:who|whose)\b|\b(?:what|which) (?:shape|object|thing|animal|kind|type|sort|item|tool|instrument|food|vehicle|brand|sport)\b|\b(?:object|shape|thing|holding|wear(?:s|ing)?|hold(?:s|ing)?|carry(?:ing)?|made of|contains?)\b|^what (?:is|are) (?:it|this|that|these|those|shown)\b|^(?:is|are) (?:there|it|this|that) (?:an? |any |some )|^does the (?:video|clip) show\b|무엇|누구|물체|모양|什么东西|什麼東西|物体|物體|形状|是什么|是什麼|谁|誰/iu,
  ],
];

/** `other` where no rule fits. */
export function topicOf({ answer, question }: Proposal): QuestionTopic {
  if (/^what is moving or standing\b/i.test(question)) return 'object';
  const told = RULES.find(([, pattern]) => pattern.test(question))?.[0];
  if (told !== undefined && told !== 'spatial' && told !== 'object') return told;
  if (isColour(answer) || (/^(?:is|are)\b/i.test(question) && namesColour(question))) return 'colour';
  return told ?? (/^what (?:is|are|was|were)\b/i.test(question) ? 'object' : 'other');
}

/** `Is the background white?`: it ends with a colour. */
function namesColour(question: string): boolean {
  return isColour(/([\p{L}]+)\s*[?？]?$/u.exec(question)?.[1] ?? '');
}
