/** Finds a model that speaks of itself instead of the video. In English, Korean and Chinese. */
import { sentencesOf } from './words.ts';

/** At the beginning of a sentence: what stands within one may be said by somebody in the video. */
const REFUSALS: readonly RegExp[] = [
  /^(?:(?:i['’]m|i am|we are|we['’]re) (?:very |so |really )?(?:sorry|afraid)\b|sorry, (?:but )?i\b|i apologi[sz]e\b|my apologies\b)/i,
  /^(?:unfortunately, |however, |sorry, |but )*i(?:['’]m| am)? (?:cannot|can['’]t|can not|could not|am unable to|unable to|not able to|don['’]t|do not|am not) (?:\w+ )?(?:see|view|watch|access|assist|help|provide|answer|determine|fulfil\w*|process|comply|identify|describe|generate|analy[sz]e|tell|have (?:the |any )?(?:ability|access|information|enough|capability)|able to|unable)\b/i,
  /^(?:unfortunately, |sorry, |but )*as an? (?:\w+ ){0,2}(?:ai|a\.i\.|artificial intelligence|language model|assistant)\b/i,
  /\bi(?:['’]m| am) (?:just |only )?an? (?:\w+ )?(?:ai|artificial intelligence|language model)\b/i,
  /^(?:there is no|no) (?:video|image|clip)(?:s| file)? (?:was |is |has been |were )?(?:provided|attached|given|uploaded|available|shared)\b/i,
  /^(?:please )(?:provide|upload|share|attach) (?:the|a|an|your) (?:video|image|clip)\b/i,
  /^(?:죄송(?:합니다|하지만|해요|스럽지만)|미안(?:합니다|하지만)|유감스럽지만)/u,
  /(?:AI|인공지능|언어 ?모델)(?: ?(?:어시스턴트|비서|모델|언어 ?모델))?(?:로서|으로서|이기 때문|라서|이라서)/u,
  /^(?:저는|제가|저로서는)?\s*.{0,12}(?:영상|비디오|동영상|이미지|질문)[을를에]? ?.{0,8}(?:볼|확인할|답변(?:해 ?드릴|할)|도와드릴|제공할|접근할) 수 ?없/u,
  /^(?:很|非常|十分)?(?:抱歉|对不起|對不起|不好意思)/u,
  /(?:作为|作為|我是)(?:一个|一個|一名|一款)?(?:人工智能|AI|大?(?:型)?(?:语言|語言)模型|智能助手|虚拟助手)/iu,
  /^(?:但|但是|不过)?我(?:目前|暂时)?(?:无法|無法|不能|没有办法|沒有辦法)(?:直接)?(?:观看|觀看|查看|访问|訪問|提供|回答|看到|帮助|幫助|确定|確定|处理|處理|分析|描述|识别|識別)/u,
];

/** The sentence that refuses, or null. */
export function findRefusal(text: string): string | null {
  const sentences = sentencesOf(text).slice(0, 3);
  return sentences.find((sentence) => REFUSALS.some((refusal) => refusal.test(sentence))) ?? null;
}
