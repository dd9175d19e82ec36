import { entry, list } from './list.ts';
import { headOf } from './people.ts';

/** What kind of thing a noun names: what can stand in a picture by itself, and what cannot. */

/** Nobody can draw these as things: talk about time, thought, sound, value, and about the film itself. */
const ABSTRACT = new Set(
  list(`love year time week month hour minute second day life joy peace hope fear work way help end start beginning fun sense thing something everything nothing what fight race battle match trip journey adventure
    problem night morning evening quiet power past future feeling moment idea chance dream courage freedom silence darkness place weekend summer winter spring autumn fall style side front middle rest part piece kind sort
    type line lines tap click swipe scene shot film video movie clip ad advert commercial trailer teaser story tale short animation cartoon documentary explainer reel spot montage sequence vlog tiktok demo tutorial
    intro outro opening ending climax finale act episode frame slogan tagline title caption text headline brand voice narration narrator voiceover camera-move close-up closeup wide-shot background foreground version
    importance beauty art joy sound noise smell taste touch magic history future view benefit danger science impact force spirit image series age era birth rise growth change progress success failure victory defeat
    winner loser goal target strategy plan purpose reason cause effect result solution question answer mistake error fact truth lie secret mystery memory thought mind soul imagination creativity inspiration innovation motivation passion
    energy electricity strength speed pace rhythm beat tempo mood tone atmosphere vibe energy warmth cold heat temperature weather climate season holiday vacation break breath step leap jump run walk ride swim dance song music melody tune
    word name language news information data knowledge wisdom education learning lesson course class skill talent gift-giving ability job career business company startup industry market-share economy inflation money-supply price cost value worth
    wealth poverty health illness disease pain sadness happiness anger love hate trust faith belief religion culture tradition society community friendship family-life relationship marriage war conflict revolution justice law order chaos system
    process method technique technology software artificial-intelligence internet cyberspace privacy security safety risk
    chapter step-by-step level stage-fright number amount lot bit bunch plenty half quarter percent total distance length width height depth size weight shape form pattern colour color hue shade light-speed
    today tomorrow yesterday tonight midnight noon midday dawn dusk sunrise sunset sundown twilight nightfall daybreak afternoon century decade date moment instant while nothingness emptiness space-time
    attention care concern interest desire wish need want will choice decision opportunity possibility situation condition state status place-setting position direction turn course top bottom edge corner centre center
    everyday deadline bedtime lunchtime dinnertime playtime rush-hour birthday anniversary wedding-day christmas easter halloween thanksgiving everyone everybody anyone nobody someone one ones other others none all self himself herself
    heist golden-hour distress despair panic awe red blue green yellow black white
    hers his theirs yours ours first last next difference same gravity evolution photosynthesis democracy blockchain productivity recycling sustainability hurry worry trouble rush mess luck fate destiny fortune fame glory honour honor
    pride shame guilt grief sorrow regret loss farewell goodbye hello greeting thanks promise oath vow curse spell blessing prayer miracle wonder surprise shock effort attempt try practice training exercise workout game match
    competition tournament contest championship league concert show performance rehearsal audition appointment meeting interview lecture conversation talk chat argument debate discussion gossip joke laughter laugh smile tear-drop
    scream shout whisper cry sigh yawn nap sleep rescue escape chase hunt search quest mission task chore errand assignment homework duty role rest heartbreak teamwork leadership ambition determination discipline resilience
    twist plot drama comedy horror thriller romance fantasy genre tribute homage parody meme guide overview introduction summary comparison tips tip hack advice review report status update launch release campaign promotion
    sale discount offer deal subscription service feature features flavour flavor aroma scent fragrance perfume-scent texture quality luxury comfort style fashion trend
    path-finding arrival departure return visit tour travel tourism world-peace loneliness solitude isolation anxiety depression stress burnout wellbeing well-being mindfulness meditation yoga balance harmony paradise-lost
    test party monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december underneath inside outside north south east west left right distance horizon-line sight glimpse eternity infinity zero generation childhood youth adulthood pandemic crisis emergency accident incident event occasion ceremony ritual`),
);
const VISIBLE_ENDINGS =
  /^(?:station|mountain|fountain|curtain|captain|train|brain|chain|grain|plantation|accordion|lion|medallion|stallion|scorpion|onion|cushion|pavilion|television|champion|companion|button|cotton|balloon|city|kitty|dance|ambulance|entrance|fence|audience|appliance|monument|apartment|garment|cement|tournament|instrument|document|ornament|basement|pavement|parchment|equipment|harness|witness|lioness|wilderness|business|ship|spaceship|starship|airship|steamship|warship|battleship|kingdom|prism|mechanism|ring|wing|king|string|sling|building|painting|ceiling|railing|duckling|gosling|seedling|sibling|earring|drawing|pudding|wedding|icing|dumpling|clearing|swing|thing|lightning|bedding|clothing|viking|herring|inkling|awning|paling|sapling|icicle|dressing|crossing|landing|helping|writing|parking|shopping|frosting|topping|stuffing|piercing|carving|engraving|legacy|pharmacy|embassy|university|neighborhood|neighbourhood|robin-hood|hood|explosion|eruption|potion|constellation|reflection|illustration|invention|decoration)$/;
const ABSTRACT_ENDING =
  /(?:[^h]ness|[^r]ism|tion|sion|ity|ment|ance|ence|ship|hood|dom|ology|omics|ging|ning|ting|king|ring|ling|ping|ding|ving|sing|ming|ying)$/;

/** Parts, hair and clothes: with a person or an animal they say how it looks. */
const PARTS = new Set(
  list(`beard hair moustache mustache eye face smile nose ear mouth cheek chin forehead skin freckle wrinkle pigtail hand arm leg foot finger thumb toe shoulder knee back chest belly tummy head neck lip tongue tooth fist brow eyebrow
    eyelash ponytail braid bun bangs curl mohawk wing tail fur feather paw claw horn mane antler beak scale fin trunk hoof stripe spot whisker fang hump tusk body muscle heart-rate breath voice tear sweat blood bone palm
    elbow wrist ankle hip waist stomach lap side gaze glance look expression grin frown accent tattoo scar dimple`),
);
const CLOTHES = new Set(
  list(`jacket coat dress shirt t-shirt tshirt tee sweater jumper hoodie suit tie skirt trousers pants jeans shorts hat cap helmet scarf glove mitten boot shoe sneaker sandal slipper sock raincoat uniform apron robe cape cloak gown
    glasses sunglasses spectacles goggles mask costume outfit clothes armor armour spacesuit kimono sari turban crown tiara bikini swimsuit pyjamas pajamas overalls blazer vest cardigan beanie beret veil bandana headscarf hijab leggings
    tuxedo tutu wetsuit jersey onesie poncho belt backpack headphone headphones earring necklace bracelet hood collar bow-tie bowtie leather-jacket lab-coat stocking pullover parka tracksuit dungarees hood`),
);

/** What hangs in the air: it is weather or a veil over the picture, and belongs to whatever it comes from. */
const VEILS = new Set(
  list(
    'steam smoke mist fog haze vapour vapor dust light sunlight moonlight glow shadow rain snow wind breeze lightning thunder storm thunderstorm blizzard hurricane sunshine air sky heat',
  ),
);
const VEILED: Record<string, string> = { steam: 'steaming', smoke: 'smoking', glow: 'glowing' };

const MATERIALS = new Set(
  list(
    'gold silver wood glass ice stone metal steel paper clay marble crystal bronze chocolate snow sand bamboo cardboard copper iron straw wool leather plastic concrete diamond lego candy',
  ),
);

const FURNITURE: Record<string, string> = {
  window: 'home', sofa: 'home', couch: 'home', fireplace: 'home', armchair: 'home', desk: 'office', bed: 'bedroom', stove: 'kitchen', oven: 'kitchen', counter: 'cafe', bookshelf: 'library', blackboard: 'classroom', workbench: 'workshop', carpet: 'home', rug: 'home', bathtub: 'home', windowsill: 'home',
}; // prettier-ignore

/** Nouns of plain things that look like other parts of speech, or that every concept may name. */
const THINGS = new Set(
  list(`light rainbow plant train fish watch ring hammer bear fly duck seal swallow bat ship sail boat star rock spring wave bridge book letter cup glass ball kite flower tree leaf seed apple cake candle balloon gift present box bag
    door window table chair bed lamp clock mirror picture painting phone laptop computer screen robot car bicycle bike bus truck rocket plane drone satellite house tower castle lighthouse lantern map key sword crown coin treasure
    guitar piano violin drum bell flag bottle bowl plate pan pot knife spoon fork bread pizza burger coffee tea egg cheese fruit vegetable carrot tomato rose sunflower mushroom cactus grass bush rock stone mountain hill volcano
    island wall fence gate bench sign umbrella hat shoe jacket toy doll teddy puzzle block logo product app watch bug nest web net rope anchor stand stamp saw nail screw drill brush paint pen pencil paper note stack pile page
    swing slide track saddle spark firework bow arrow shield mask ghost monster shell coral sprout root branch cloud bubble snowman sled ski skateboard surfboard football basketball court net goalpost trophy medal
    camera microphone speaker headphone record cassette radio television console controller keyboard mouse chart graph report card stock line-chart test heart brain lung cell atom molecule planet moon sun earth comet galaxy
    portal machine engine gear pipe wire cable battery bulb panel turbine windmill tractor crane digger helmet parachute suitcase ticket passport tent campfire fire flame torch cook guide pilot guard host nurse crow crane drink
    snack meal feast sandwich sushi noodle soup salad pasta sauce burger donut cookie chocolate candy ice-cream honey milk juice wine beer
    crosswalk roof rooftop stair staircase ladder elevator escalator bin trash litter puddle footprint shadow-puppet scarecrow statue fountain well grave tombstone cross temple tomb pyramid desk duck market`),
);

/** Words for many of something. */
const GROUPS =
  /^(?:group|pack|herd|flock|team|crowd|family|pair|couple|school|swarm|bunch|row|crew|handful|line|band|pile|stack|fleet|army|gang|colony|troop|bouquet|collection|dozen|hundreds|thousands|mountain|heap|bundle|lots?|plenty|variety|cloud|sea|string|stream|wave|parade|class)$/;
/** `story of a whale` is about the whale. */
const ABOUT =
  /^(?:picture|portrait|image|photo|footage|cup-shot|lot|kind|sort|type|piece|bit|pieces|view|world|life|day|sound|smell|version|tale|story|sea-of|close-up|land|king-of-kings|edge|top|bottom|side|end|middle|centre|center|heart|surface|rest|part|half|inside|outside|front|back|number|couple|dozens?)$/;

export interface Vocabulary {
  /** Whether a noun, in the singular, is known to be a thing that is seen. */
  visible(noun: string): boolean;
}

export function vocabularyOf(drawable: readonly string[]): Vocabulary {
  const known = new Set(drawable.map((word) => word.toLowerCase()));
  return {
    visible: (noun) =>
      known.has(noun) || THINGS.has(noun) || PARTS.has(noun) || CLOTHES.has(noun) || Object.hasOwn(FURNITURE, noun),
  };
}

/** Words for what nobody can draw: they stay in the contract and the narration, and are no figures. */
export function isAbstract(what: string): boolean {
  const head = headOf(what);
  return ABSTRACT.has(head) || (ABSTRACT_ENDING.test(head) && !VISIBLE_ENDINGS.test(head));
}

export const isPart = (what: string): boolean => PARTS.has(headOf(what));
export const isClothing = (what: string): boolean => CLOTHES.has(headOf(what)) || CLOTHES.has(what);
export const isVeil = (what: string): boolean => VEILS.has(headOf(what));
/** `steam` → `steaming`, for the thing that it rises from. */
export const veiled = (veil: string): string | null => entry(VEILED, headOf(veil)) ?? null;
export const isMaterial = (what: string): boolean => MATERIALS.has(what);
export const isGroup = (what: string): boolean => GROUPS.test(headOf(what));
export const isAbout = (what: string): boolean => ABOUT.test(headOf(what)) || isAbstract(what);
/** The room that a piece of furniture stands in, as a key of PLACES. */
export const roomOf = (what: string): string | null => entry(FURNITURE, headOf(what)) ?? null;

/** Things that are not counted: `pasta`, `rain`. */
export function isMass(what: string): boolean {
  return /^(?:water|coffee|tea|rain|snow|bread|pasta|grass|sand|rice|light|smoke|fire|music|wine|milk|juice|chocolate|wood shavings|paint|clay|dough|honey|gold|ice|food|stairs|lightning|wood|steel|mud|dust|soup)$/.test(
    what,
  );
}
