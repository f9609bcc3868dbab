import { describe, expect, it } from 'vitest';
import { findOtherLanguage } from '../../document/checks/language.ts';
import { loadLanguageScores } from './language.ts';

describe('the language of a text', () => {
  it.each([
    ['en', 'A man in a white shirt is cooking pasta in a small kitchen.', null],
    ['en', 'Soldier extinguished the kerosene lamp.', null],
    ['en', 'The camera fixes on Snoopy, and Woodstock flies over the doghouse.', null],
    ['en', 'Una mujer camina por la calle con un perro pequeño y blanco.', 'es'],
    ['en', 'Eine Frau geht mit einem kleinen weißen Hund durch die Straße.', 'de'],
    ['en', 'Một người đàn ông đang nấu ăn trong nhà bếp của mình.', 'vi'],
    ['fr', 'A man in a white shirt is cooking pasta in a small kitchen.', 'en'],
    ['fr', 'Une femme marche dans la rue avec un petit chien blanc.', null],
    ['ko', '한 남자가 하얀 셔츠를 입고 작은 부엌에서 파스타를 요리하고 있다.', null],
    ['zh', '一个穿着白衬衫的男人正在一个小厨房里煮意大利面。', null],
    ['ru', 'Мужчина в белой рубашке готовит пасту на маленькой кухне.', null],
    ['ru', 'Чоловік у білій сорочці готує їжу на маленькій кухні щодня.', null], // too near,
  ])('%s: %s', async (language, text, other) => {
    expect(findOtherLanguage(text, language, await loadLanguageScores())).toBe(other);
  });
});
