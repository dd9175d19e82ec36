/**
 * Words of other languages that name something that can be drawn, in English. Few and common on purpose: what is not here
 * is kept in the person's own words, as text and voice, and never guessed.
 */
const WORDS: Record<string, string> = {
  // Chinese, and the characters that Japanese shares
  猫: 'cat', 狗: 'dog', 犬: 'dog', 鸟: 'bird', 鳥: 'bird', 鱼: 'fish', 魚: 'fish', 马: 'horse', 馬: 'horse', 龙: 'dragon', 熊猫: 'panda', 山: 'mountain', 湖: 'lake', 海: 'sea', 河: 'river', 森林: 'forest', 树: 'tree', 花: 'flower', 樱花: 'cherry blossom', 桜: 'cherry blossom', 月亮: 'moon', 月: 'moon', 太阳: 'sun',
  星星: 'star', 城市: 'city', 东京: 'tokyo', 街: 'street', 村庄: 'village', 雪: 'snow', 雨: 'rain', 日落: 'sunset', 日出: 'sunrise', 夕阳: 'sunset', 黄昏: 'dusk', 夜: 'night', 夜晚: 'night', 早晨: 'morning', 女孩: 'girl', 男孩: 'boy', 孩子: 'child', 老人: 'old man', 女人: 'woman', 男人: 'man', 机器人: 'robot',
  程序员: 'developer', 老师: 'teacher', 医生: 'doctor', 画家: 'painter', 灯笼: 'lantern', 茶: 'teapot', 船: 'boat', 小船: 'rowing boat', 火车: 'train', 汽车: 'car', 自行车: 'bicycle', 书: 'book', 咖啡: 'coffee cup', 家: 'home', 办公室: 'office', 跑: 'run', 跳舞: 'dance', 飞: 'fly', 宁静: 'serene', 孤独: 'lonely', 红: 'red', 桥: 'bridge', 风筝: 'kite', 竹: 'bamboo', 少年: 'boy', 少女: 'girl', 空: 'sky', 天空: 'sky', 宇航员: 'astronaut', 太空: 'space', 沙漠: 'desert', 海滩: 'beach', 灯塔: 'lighthouse',
  // Arabic
  قطة: 'cat', كلب: 'dog', طائر: 'bird', حصان: 'horse', جمل: 'camel', بحر: 'sea', البحر: 'sea', جبل: 'mountain', الجبل: 'mountain', بحيرة: 'lake', نهر: 'river', صحراء: 'desert', الصحراء: 'desert', مدينة: 'city', المدينة: 'city', قرية: 'village', شجرة: 'tree', زهرة: 'flower', القمر: 'moon', قمر: 'moon', الشمس: 'sun', شمس: 'sun', غروب: 'sunset', الغروب: 'sunset', شروق: 'sunrise', ليل: 'night', الليل: 'night', طفل: 'child', طفلة: 'girl', رجل: 'man', امرأة: 'woman', عجوز: 'old', صياد: 'fisherman', قارب: 'boat', بيت: 'home', سوق: 'market', هادئ: 'serene', هادئة: 'serene', مطر: 'rain', مسافر: 'traveler', نجوم: 'star',
  // Spanish, Portuguese, Italian
  gato: 'cat', gata: 'cat', perro: 'dog', cachorro: 'dog', cane: 'dog', gatto: 'cat', pájaro: 'bird', caballo: 'horse', mar: 'sea', mare: 'sea', playa: 'beach', praia: 'beach', montaña: 'mountain', montanha: 'mountain', lago: 'lake', río: 'river', bosque: 'forest', foresta: 'forest', ciudad: 'city', cidade: 'city', città: 'city', pueblo: 'village', calle: 'street', cocina: 'kitchen', casa: 'home', noche: 'night', noite: 'night', notte: 'night', atardecer: 'sunset', tramonto: 'sunset', amanecer: 'sunrise', mañana: 'morning', niña: 'girl', niño: 'boy', abuela: 'grandmother', abuelo: 'grandfather', mujer: 'woman', hombre: 'man', pescador: 'fisherman', anciano: 'old', viejo: 'old', vieja: 'old', barco: 'boat', barca: 'boat', faro: 'lighthouse', luna: 'moon', sol: 'sun', lluvia: 'rain', nieve: 'snow', flor: 'flower', árbol: 'tree', libro: 'book', café: 'coffee cup', cocinera: 'chef', cocinero: 'chef', pintora: 'painter', baila: 'dance', corre: 'run', tranquilo: 'serene', sereno: 'serene', rojo: 'red', roja: 'red', azul: 'blue', desierto: 'desert', bicicleta: 'bicycle', tren: 'train', estrellas: 'star',
  // French
  chat: 'cat', chien: 'dog', oiseau: 'bird', cheval: 'horse', mer: 'sea', plage: 'beach', montagne: 'mountain', lac: 'lake', rivière: 'river', forêt: 'forest', ville: 'city', village: 'village', rue: 'street', cuisine: 'kitchen', maison: 'home', nuit: 'night', matin: 'morning', aube: 'dawn', fille: 'girl', garçon: 'boy', femme: 'woman', homme: 'man', pêcheur: 'fisherman', bateau: 'boat', phare: 'lighthouse', lune: 'moon', soleil: 'sun', coucher: 'sunset', pluie: 'rain', neige: 'snow', fleur: 'flower', arbre: 'tree', livre: 'book', boulanger: 'baker', boulangère: 'baker', danse: 'dance', rouge: 'red', bleu: 'blue', désert: 'desert', vélo: 'bicycle',
  // German
  katze: 'cat', hund: 'dog', vogel: 'bird', pferd: 'horse', meer: 'sea', strand: 'beach', berg: 'mountain', berge: 'mountain', bergsee: 'lake', see: 'lake', fluss: 'river', wald: 'forest', stadt: 'city', dorf: 'village', straße: 'street', küche: 'kitchen', haus: 'home', nacht: 'night', morgen: 'morning', sonnenuntergang: 'sunset', sonnenaufgang: 'sunrise', mädchen: 'girl', junge: 'boy', kind: 'child', frau: 'woman', mann: 'man', fischer: 'fisherman', boot: 'boat', leuchtturm: 'lighthouse', mond: 'moon', sonne: 'sun', regen: 'rain', schnee: 'snow', blume: 'flower', baum: 'tree', buch: 'book', kaffee: 'coffee cup', bäcker: 'baker', großmutter: 'grandmother', alter: 'old', alte: 'old', rot: 'red', rotes: 'red', blau: 'blue', wüste: 'desert', fahrrad: 'bicycle', ruhiger: 'serene', stiller: 'serene',
  // Russian
  кот: 'cat', кошка: 'cat', собака: 'dog', птица: 'bird', лошадь: 'horse', море: 'sea', гора: 'mountain', горы: 'mountain', озеро: 'lake', река: 'river', лес: 'forest', лесу: 'forest', город: 'city', деревня: 'village', ночь: 'night', ночью: 'night', закат: 'sunset', закате: 'sunset', рассвет: 'sunrise', девочка: 'girl', мальчик: 'boy', женщина: 'woman', мужчина: 'man', старик: 'old man', рыбак: 'fisherman', лодка: 'boat', дом: 'home', луна: 'moon', солнце: 'sun', дождь: 'rain', снег: 'snow', дерево: 'tree', цветок: 'flower',
  // Hindi
  बिल्ली: 'cat', कुत्ता: 'dog', पक्षी: 'bird', पहाड़: 'mountain', झील: 'lake', नदी: 'river', समुद्र: 'sea', जंगल: 'forest', शहर: 'city', गाँव: 'village', रात: 'night', सूर्यास्त: 'sunset', लड़की: 'girl', लड़का: 'boy', बच्चा: 'child', चाँद: 'moon', सूरज: 'sun', बारिश: 'rain', पेड़: 'tree', फूल: 'flower',
  // Pictures that people type
  '🐱': 'cat', '🐈': 'cat', '🐶': 'dog', '🐕': 'dog', '🐦': 'bird', '🐟': 'fish', '🐠': 'fish', '🐳': 'whale', '🐋': 'whale', '🐬': 'dolphin', '🐢': 'turtle', '🐉': 'dragon', '🦊': 'fox', '🐻': 'bear', '🐼': 'panda', '🦁': 'lion', '🐴': 'horse', '🦋': 'butterfly', '🐝': 'bee', '🐙': 'octopus', '🐧': 'penguin', '🦉': 'owl', '🦖': 'dinosaur', '🚀': 'rocket', '🛸': 'flying saucer', '🌕': 'moon', '🌙': 'moon', '☀️': 'sun', '☀': 'sun', '🌞': 'sun', '⭐': 'star', '🌟': 'star', '🪐': 'planet', '🌍': 'earth', '🌎': 'earth', '🌏': 'earth', '🏔️': 'mountain', '🏔': 'mountain', '⛰️': 'mountain', '⛰': 'mountain', '🗻': 'mountain', '🏖️': 'beach', '🏖': 'beach', '🌊': 'sea', '🌲': 'forest', '🌳': 'tree', '🌴': 'palm tree', '🌵': 'cactus', '🌸': 'cherry blossom', '🌻': 'sunflower', '🌹': 'rose', '🌷': 'tulip', '🌈': 'rainbow', '🌧️': 'rain', '🌧': 'rain', '❄️': 'snow', '❄': 'snow', '⛈️': 'storm', '🔥': 'fire', '🌅': 'sunrise', '🌇': 'sunset', '🌃': 'night', '🏙️': 'city', '🏙': 'city', '🌆': 'city', '🏠': 'home', '🏡': 'home', '🚗': 'car', '🚲': 'bicycle', '🚂': 'train', '🚆': 'train', '⛵': 'sailing boat', '🚢': 'ship', '✈️': 'airplane', '✈': 'airplane', '🎈': 'balloon', '🎸': 'guitar', '🎹': 'piano', '🎂': 'cake', '🍕': 'pizza', '☕': 'coffee cup', '🍎': 'apple', '🍞': 'bread', '📚': 'book', '💻': 'laptop', '📱': 'phone', '⚽': 'ball', '🏀': 'basketball', '🏆': 'trophy', '🎁': 'gift box', '❤️': 'heart', '❤': 'heart', '💔': 'broken heart', '👩‍🚀': 'astronaut', '👨‍🚀': 'astronaut', '🧑‍🚀': 'astronaut', '👧': 'girl', '👦': 'boy', '👶': 'baby', '👵': 'grandmother', '👴': 'grandfather', '👨‍🍳': 'chef', '👩‍🍳': 'chef', '👩‍💻': 'developer', '👨‍💻': 'developer', '🤖': 'robot', '👻': 'ghost', '👽': 'alien', '🏃': 'runner', '💃': 'dancer', '👑': 'crown', '🎉': 'confetti', '💡': 'light bulb', '🏝️': 'island', '🏝': 'island', '🏰': 'castle', '🎣': 'fishing rod',
}; // prettier-ignore

const ENGLISH = new Set(
  'the a an of in and with to at on is are for by from his her their its it he she they that who into over under through when while as about how what'.split(
    ' ',
  ),
);
const FOREIGN = new Set(
  'el la los las un una de del en con y que se su por para le les des du et dans une sur est au aux der die das ein eine einen und im am mit von zu auf ist den dem il lo gli di della nel e che o os um uma no na do da em sob é van het een op met och som på en det til'.split(
    ' ',
  ),
);

/** True when the concept is written mostly in something else than English. */
export function isForeign(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (letters === 0 || latin < letters / 2) return true;
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const english = words.filter((word) => ENGLISH.has(word)).length;
  const foreign = words.filter((word) => FOREIGN.has(word)).length;
  const known = words.filter((word) => word in WORDS && !ENGLISH.has(word)).length;
  return foreign > english && (foreign >= 2 || known > 0);
}

/** English words for what we recognise in a text of another language, in its order. */
export function recognised(text: string): string[] {
  const found: { at: number; length: number; english: string }[] = [];
  const lower = text.toLowerCase();
  for (const [word, english] of Object.entries(WORDS)) {
    const spaced = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Devanagari}\p{M}]+$/u.test(word);
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length)) {
      const before = lower.slice(0, at);
      const after = lower.slice(at + word.length);
      if (spaced && (/[\p{L}\p{M}]$/u.test(before) || /^[\p{L}\p{M}]/u.test(after))) continue;
      found.push({ at, length: word.length, english });
    }
  }
  // Where a longer word covers a shorter one, only the longer one was written.
  const kept = found.filter(
    (one) =>
      !found.some(
        (other) =>
          other !== one &&
          other.length > one.length &&
          other.at <= one.at &&
          other.at + other.length >= one.at + one.length,
      ),
  );
  return [...new Set(kept.toSorted((a, b) => a.at - b.at).map((one) => one.english))];
}
