/**
 * Words of other languages that name something that can be drawn, one English word a line: Chinese and Japanese, Spanish,
 * Portuguese, Italian, French, German, Russian, Arabic, Hindi. Endings are left to the reader. What is not here is kept in
 * the person's own words, as text and voice, and never guessed.
 */
export const DICTIONARY = `
cat|猫 小猫 猫咪 ネコ 子猫|gato gata gatito gatto chat chaton katze kätzchen|кот кошка кошки котёнок|قطة قط|बिल्ली
dog|狗 小狗 犬 イヌ 子犬|perro perrito cachorro cão cane chien chiot hund welpe|собака собаки пёс щенок|كلب|कुत्ता कुत्ते
rabbit|兔 兔子 白兔 玉兔 ウサギ うさぎ|conejo coelho coniglio lapin hase kaninchen|кролик заяц|أرنب|खरगोश
bird|鸟 鳥 小鸟|pájaro ave pássaro uccello oiseau vogel vögel|птица птицы|طائر عصفور|पक्षी चिड़िया
fish|鱼 魚 金鱼|pez peces peixe pesce poisson fisch|рыба рыбы|سمكة|मछली
horse|马 馬|caballo cavalo cavallo cheval pferd|лошадь конь|حصان|घोड़ा
dragon|龙 龍 竜|dragón dragão drago dragon drache drachen|дракон|تنين|
fox|狐狸 狐 キツネ|zorro raposa volpe renard fuchs|лиса лис|ثعلب|लोमड़ी
wolf|狼 オオカミ|lobo lupo loup wolf|волк|ذئب|भेड़िया
bear|熊 クマ|oso urso orso ours bär|медведь|دب|भालू
panda|熊猫 パンダ|panda|панда|باندا|
lion|狮子 獅子 ライオン|león leão leone lion löwe|лев|أسد|शेर
tiger|老虎 虎 トラ|tigre tiger|тигр|نمر|बाघ
elephant|大象 象 ゾウ|elefante éléphant elefant|слон|فيل|हाथी
monkey|猴子 猴 サル|mono macaco scimmia singe affe|обезьяна|قرد|बंदर
camel|骆驼|camello camelo cammello chameau kamel|верблюд|جمل|ऊँट
cow|牛 奶牛|vaca mucca vache kuh|корова|بقرة|गाय
sheep|羊 绵羊|oveja ovelha pecora mouton schaf|овца|خروف|भेड़
butterfly|蝴蝶 蝶|mariposa borboleta farfalla papillon schmetterling|бабочка|فراشة|तितली
bee|蜜蜂|abeja abelha ape abeille biene|пчела|نحلة|
whale|鲸 鲸鱼 クジラ|ballena baleia balena baleine wal|кит|حوت|
dolphin|海豚 イルカ|delfín golfinho delfino dauphin delfin|дельфин|دلفين|
penguin|企鹅 ペンギン|pingüino pinguim pinguino pingouin manchot pinguin|пингвин|بطريق|
turtle|乌龟 龟 カメ|tortuga tartaruga tortue schildkröte|черепаха|سلحفاة|कछुआ
owl|猫头鹰 フクロウ|búho coruja gufo hibou eule|сова|بومة|उल्लू
girl|女孩 少女 小女孩 女の子|niña chica menina bambina ragazza fille fillette mädchen|девочка девушка|فتاة طفلة بنت|लड़की
boy|男孩 少年 小男孩 男の子|niño chico menino bambino ragazzo garçon junge|мальчик|ولد صبي|लड़का लड़के
child|孩子 小孩 子供 儿童|hijo criança enfant kind|ребёнок|طفل أطفال|बच्चा बच्चे
old man|老人 爷爷 おじいさん|anciano viejo idoso vecchio vieillard greis|старик|عجوز شيخ|बूढ़ा
grandmother|奶奶 外婆 おばあさん|abuela avó nonna grand-mère großmutter oma|бабушка|جدة|दादी
grandfather|外公|abuelo avô nonno grand-père großvater opa|дедушка|جد|दादा
woman|女人 女子 女性|mujer mulher donna femme frau|женщина|امرأة|औरत महिला
man|男人 男子 男性|hombre homem uomo homme mann|мужчина|رجل|आदमी
mother|妈妈 母亲 お母さん|madre mãe mamma mère mutter|мать мама|أم|माँ
father|爸爸 父亲 お父さん|padre pai papà père vater|отец папа|أب|पिता
fisherman|渔夫 渔民 漁師|pescador pescatore pêcheur fischer|рыбак|صياد|मछुआरा
farmer|农民 农夫 農夫|granjero campesino agricultor fazendeiro contadino fermier paysan bauer|фермер|فلاح مزارع|किसान
teacher|老师 先生|maestro maestra profesor professora insegnante professeur lehrer lehrerin|учитель|معلم معلمة|शिक्षक
student|学生|estudiante estudante studente étudiant schüler|студент|طالب|छात्र
doctor|医生 医者|médico medico médecin arzt|врач|طبيب|डॉक्टर
developer|程序员|programador programadora programmatore développeur programmierer|программист|مبرمج|
chef|厨师 料理人|cocinero cocinera cozinheiro cuoco cuisinier koch köchin|повар|طباخ|रसोइया
baker|面包师 パン屋|panadero panadera padeiro fornaio boulanger boulangère bäcker|пекарь|خباز|
painter|画家|pintor pintora pittore peintre maler|художник|رسام|चित्रकार
musician|音乐家|músico musicista musicien musiker|музыкант|موسيقي|
dancer|舞者|bailarina bailarín dançarina ballerina danseuse tänzerin|танцовщица|راقصة|
king|国王 王|rey rei re roi könig|король|ملك|राजा
queen|女王|reina rainha regina reine königin|королева|ملكة|रानी
princess|公主 お姫様|princesa principessa princesse prinzessin|принцесса|أميرة|राजकुमारी
knight|骑士|caballero cavaleiro cavaliere chevalier ritter|рыцарь|فارس|
robot|机器人 ロボット|robot robô roboter|робот|روبوت|रोबोट
astronaut|宇航员 宇宙飛行士|astronauta astronaute astronaut|космонавт астронавт|رائد|अंतरिक्षयात्री
traveler|旅人|viajero viajante viaggiatore voyageur reisender|путешественник|مسافر|यात्री
samurai|武士 侍|samurái samurai samouraï|самурай||
tree|树 大树 木|árbol árvore albero arbre baum|дерево деревья|شجرة|पेड़
flower|花 花朵|flor flores fiore fleur blume|цветок цветы|زهرة وردة|फूल
cherry blossom|樱花 桜||сакура||
bamboo|竹 竹子|bambú bambu bambù bambou bambus|бамбук||
moon|月亮 月 圆月|luna lua lune mond|луна луне|قمر|चाँद
sun|太阳 太陽|sol sole soleil sonne|солнце|شمس|सूरज
star|星星 星|estrella estrela stella étoile stern|звезда звёзды звезды|نجمة نجوم|तारा तारे
cloud|云 雲|nube nuvem nuvola nuage wolke|облако|سحابة غيمة|बादल
rainbow|彩虹 虹|arcoíris arco-íris arcobaleno arc-en-ciel regenbogen|радуга||इंद्रधनुष
lantern|灯笼 提灯|farol linterna lanterna lanterne laterne|фонарь|فانوس|
boat|船 小船 舟|barco barca bote bateau boot|лодка лодке корабль|قارب سفينة|नाव
train|火车 列车 電車|tren trem treno train zug|поезд|قطار|रेलगाड़ी
car|汽车 車|coche carro auto voiture|машина|سيارة|गाड़ी
bicycle|自行车 自転車|bicicleta vélo bicyclette fahrrad|велосипед|دراجة|साइकिल
rocket|火箭 ロケット|cohete foguete razzo fusée rakete|ракета|صاروخ|
airplane|飞机 飛行機|avión avião aereo avion flugzeug|самолёт|طائرة|
balloon|气球 風船|globo balão palloncino ballon luftballon|шар|بالون|
kite|风筝 凧|cometa pipa aquilone cerf-volant drachenflieger|||पतंग
book|书 本|libro livro livre buch|книга книгу|كتاب|किताब
letter|信 手紙|carta lettera lettre brief|письмо|رسالة|चिट्ठी
phone|手机|teléfono telefone telefono téléphone handy|телефон|هاتف|फ़ोन
coffee cup|咖啡 コーヒー|café caffè kaffee|кофе|قهوة|कॉफ़ी
teapot|茶 お茶|té chá thé tee|чай|شاي|चाय
bread|面包 パン|pan pão pane pain brot|хлеб|خبز|रोटी
cake|蛋糕 ケーキ|pastel tarta bolo torta gâteau kuchen|торт|كعكة|केक
apple|苹果 りんご|manzana maçã mela pomme apfel|яблоко|تفاحة|सेब
guitar|吉他 ギター|guitarra chitarra guitare gitarre|гитара|جيتار|
piano|钢琴 ピアノ|piano klavier|пианино||
ball|球|pelota balón bola palla ball|мяч|كرة|गेंद
umbrella|伞 傘|paraguas guarda-chuva ombrello parapluie regenschirm|зонт|مظلة|छाता
candle|蜡烛|vela candela bougie kerze|свеча|شمعة|
gift box|礼物|regalo presente cadeau geschenk|подарок|هدية|
door|门 扉|puerta porta porte tür|дверь|باب|दरवाज़ा
fire|火|fuego fogo fuoco feu feuer|огонь костёр|نار|आग
bridge|桥 橋|puente ponte pont brücke|мост|جسر|पुल
lighthouse|灯塔 灯台|faro phare leuchtturm|маяк|منارة|
castle|城堡 城|castillo castelo castello château schloss burg|замок|قلعة|किला
mountain|山 大山|montaña montanha montagna montagne berg berge|гора горы горах|جبل جبال|पहाड़
lake|湖 湖边|lago lac bergsee see|озеро|بحيرة|झील
sea|海 大海 海洋|mar mare mer meer|море|بحر|समुद्र
river|河 川 江|río rio fiume rivière fluss|река|نهر|नदी
forest|森林 森|bosque floresta foresta forêt wald|лес лесу|غابة|जंगल
beach|海滩 沙滩 浜辺|playa praia spiaggia plage strand|пляж|شاطئ|
desert|沙漠 砂漠|desierto deserto désert wüste|пустыня|صحراء|रेगिस्तान
city|城市 都市|ciudad cidade città ville stadt|город городе|مدينة|शहर
village|村庄 村子 村|pueblo aldea vila villaggio village dorf|деревня деревне|قرية|गाँव
street|街 街道 通り|calle rua strada rue straße|улица улице|شارع|सड़क
garden|花园 庭|jardín jardim giardino jardin garten|сад саду|حديقة|बगीचा
park|公园 公園|parque parco parc|парк|منتزه|
market|市场 市場|mercado mercato marché markt|рынок|سوق|बाज़ार
kitchen|厨房 台所|cocina cozinha cucina cuisine küche|кухня кухне|مطبخ|रसोई
home|家 房子|casa maison haus hause|дом домой|بيت منزل|घर
office|办公室 オフィス|oficina escritório ufficio bureau büro|офис|مكتب|
school|学校|escuela escola scuola école schule|школа|مدرسة|स्कूल
temple|寺庙 神社 寺|templo tempio temple tempel|храм|معبد|मंदिर
space|太空 宇宙|espacio espaço spazio espace weltraum|космос|فضاء|अंतरिक्ष
sky|天空 空|cielo céu ciel himmel|небо|سماء|आसमान
island|岛 島|isla ilha isola île insel|остров|جزيرة|
tokyo|东京 東京|||| 
snow|雪|nieve neve neige schnee|снег снегу|ثلج|बर्फ
rain|雨|lluvia chuva pioggia pluie regen|дождь|مطر|बारिश
storm|暴风雨 嵐|tormenta tempestad tempestade tempesta tempête sturm|буря шторм|عاصفة|तूफ़ान
fog|雾 霧|niebla neblina nebbia brouillard nebel|туман|ضباب|
sunset|日落 夕阳 夕日|atardecer puesta pôr-do-sol tramonto coucher sonnenuntergang|закат закате|غروب|सूर्यास्त
sunrise|日出|amanecer amanhecer alba aube sonnenaufgang|рассвет|شروق فجر|सूर्योदय
dusk|黄昏|crepúsculo crépuscule dämmerung|сумерки||शाम
night|夜 夜晚 晚上|noche noite notte nuit nacht|ночь ночью|ليل|रात
morning|早晨 早上 朝|mañana manhã mattina matin morgens|утро утром|صباح|सुबह
runs|跑 奔跑 走る|corre corren corriendo corrono court courent rennt läuft|бежит бегут|يركض تركض|दौड़ता दौड़ती दौड़
walks|走 散步 歩く|camina caminan caminha cammina marche geht spaziert|идёт гуляет|يمشي تمشي|चलता चलती
jumps|跳 跃 跳ぶ|salta saltan pula saute springt|прыгает|يقفز|कूदता कूदती
dances|跳舞 踊る|baila bailan dança danza balla danse tanzt tanzen|танцует|يرقص ترقص|नाचता नाचती
sings|唱歌 歌う|canta cantan chante singt|поёт|يغني|गाता गाती
flies|飞 飞翔 飛ぶ|vuela vuelan voa vola vole fliegt|летит|يطير تطير|उड़ता उड़ती
swims|游泳 泳ぐ|nada nuota nage schwimmt|плывёт|يسبح|तैरता
sleeps|睡 睡觉 眠る|duerme dorme dort schläft|спит|ينام تنام|सोता सोती
eats|吃 食べる|come mange isst|ест|يأكل|खाता खाती
drinks|喝 飲む|bebe beve boit trinkt|пьёт|يشرب|पीता
reads|读书 看书 読む|lee lê legge lit liest|читает|يقرأ تقرأ|पढ़ता पढ़ती
writes|写 書く|escribe escreve scrive écrit schreibt|пишет|يكتب|लिखता
cooks|做饭|cocina cucina cozinha kocht|готовит|يطبخ|पकाती
plays|玩 弹 遊ぶ|juega juegan toca brinca gioca suona joue spielt spielen|играет играют|يلعب تلعب|खेलता खेलते
paints|画画|pinta dipinge peint malt|рисует|يرسم|
looks|看着 望着 见る|mira olha guarda regarde schaut blickt|смотрит|ينظر|देखता देखती
returns|回家 归来|vuelve regresa volta torna rentre kehrt|возвращается|يعود تعود|लौटता
climbs|爬 登る|sube escala grimpe klettert|поднимается|يتسلق|चढ़ता
red|红 红色 赤い|rojo roja vermelho vermelha rosso rossa rouge rot rote rotes roter|красный красная|أحمر حمراء|लाल
blue|蓝 蓝色 青い|azul blu bleu bleue blau blaue|синий синяя|أزرق|नीला नीली
white|白 白色 白い|blanco blanca branco branca bianco bianca blanc blanche weiß weiße weißer|белый белая|أبيض بيضاء|सफ़ेद
black|黑 黑色 黒い|negro negra preto preta nero nera noir noire schwarz schwarze schwarzer|чёрный чёрная|أسود|काला काली
green|绿 绿色 緑の|verde vert verte grün grüne|зелёный|أخضر|हरा
golden|金色 金色の|dorado dourado dorato doré goldene|золотой|ذهبي|सुनहरा
small|小 小さな 小さい|pequeño pequeña pequeno pequena piccolo piccola petit petite klein kleine kleiner kleines|маленький маленькая|صغير صغيرة|छोटा छोटी
big|大 大きな|grande grand großer große|большой большая|كبير كبيرة|बड़ा बड़ी
old|老 古老 古い|vieja velho velha antiguo vecchia vieux vieille alter alte alten|старый старая|قديم|पुराना
young|年轻|joven jovem giovane jeune junge|молодой|شاب|
lonely|孤独|solitario solitaria solitário solo seul einsam einsame einsamer|одинокий|وحيد وحيدة|अकेला अकेली
serene|宁静 静かな 平静|tranquilo tranquila sereno serena calme ruhiger stiller ruhige|тихий спокойное|هادئ هادئة|शांत
happy|快乐 开心|feliz alegre felice heureux glücklich|счастливый|سعيد|खुश
sad|悲伤|triste traurig|грустный|حزين|उदास
`;
