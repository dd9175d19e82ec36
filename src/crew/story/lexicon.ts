import { list } from './list.ts';

/** Words by their part of speech: what the grammar knows before it looks at a sentence. Nouns of things are in nouns.ts. */

export const DETERMINERS = new Set(
  list('a an the this these those my your our his her its their some every each another no any both either'),
);

export const PREPOSITIONS = new Set(
  list(`in on at with by for from into onto across through under over above below behind beside near during of along around against between among inside outside past toward
    towards without off up down beneath beyond amid as about throughout within to like until after before since via upon underneath atop alongside aboard despite than per`),
);

/** Several words that stand for one preposition; longer ones first. */
export const LONG_PREPOSITIONS = [
  'in the middle of', 'in the heart of', 'in the centre of', 'in the center of', 'on the edge of', 'at the edge of', 'at the foot of', 'at the top of', 'on the top of', 'at the end of',
  'at the bottom of', 'on the side of', 'by the side of', 'on the shore of', 'on the shores of', 'on the banks of', 'on the surface of', 'in front of', 'on top of', 'next to', 'close to', 'out of', 'because of', 'instead of', 'inside of', 'thanks to',
]; // prettier-ignore

/** Words that join clauses and open one of their own. */
export const SUBORDINATORS = new Set(
  list(
    'who which that whose where when while until as because before after since if though although so what how why unless once whenever',
  ),
);
export const COORDINATORS = new Set(['and', 'but', 'or', '&', '+', 'yet', 'nor']);
export const PRONOUNS = new Set(
  list(`he she it they him them himself herself themselves itself we us i me you myself yourself ourselves everyone everybody someone somebody nobody anyone something everything
    nothing anything hers theirs yours ours there others`),
);
export const BE = new Set(list("is are was were be been being am it's he's she's that's they're i'm we're you're"));
export const HAVE = new Set(list("has have had having i've we've"));
export const MODALS = new Set(
  list("will would can could should may might must do does did cannot can't won't doesn't don't didn't let's gets get"),
);

/** Words after a verb that belong to it: `leans back`. */
export const PARTICLES = new Set(list('up down back away out off over around together apart home along forward'));

const ADVERBS = new Set(
  list(`finally then suddenly together alone again never always still just now once soon later away back home very too almost only not also even ever everywhere outside inside
    instead forward first last overnight upstairs downstairs everyday somewhere nowhere anywhere here apart around fast faster higher slower closer further abroad maybe perhaps
    already nearly more most less least enough whole afterwards meanwhile yesterday tomorrow today tonight upside barefoot next really quite right far long along ago indoors outdoors underwater
    live aloud inward outward upward upwards downward downwards sideways nearby twice eventually`),
);
const NOUNS_IN_LY = new Set(
  list(
    'family butterfly dragonfly firefly jelly lily belly assembly bully italy july fly ally reply supply doily trolley holly molly billy sally emily',
  ),
);
const ADJECTIVES_IN_LY = new Set(
  list(
    'lonely friendly lovely elderly ugly silly holy deadly lively early daily likely chilly curly woolly wooly bubbly cuddly scaly wrinkly oily',
  ),
);

export const NUMBERS: Record<string, number> = {
  one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12,
  several: 4, many: 6, few: 3, dozen: 12, dozens: 12, hundreds: 12, thousands: 12, hundred: 12, thousand: 12, million: 12, twenty: 12, thirty: 12,
}; // prettier-ignore

export const COLOURS = new Set(
  list(
    'red orange yellow green blue purple violet pink brown black white grey gray gold golden silver turquoise teal crimson scarlet emerald azure beige cream navy maroon magenta cyan indigo copper',
  ),
);

/** How somebody feels: said of people and animals, it is a face and no look. */
export const FEELINGS = new Set(
  list(`happy sad angry tired sleepy lonely proud nervous worried excited frustrated exhausted curious scared afraid frightened surprised bored calm joyful cheerful grumpy
    confused shy relieved hopeful anxious determined focused desperate heartbroken furious delighted amazed astonished stressed relaxed content jealous embarrassed hungry thirsty
    melancholic pensive shocked terrified overjoyed weary nostalgic upset concerned gloomy`),
);

const ADJECTIVES = new Set(
  list(`serene peaceful quiet silent still old young tiny small little big large huge giant enormous tall short long wide narrow new ancient modern vintage rusty shiny bright
    dark dim warm cold hot cool wet dry soft hard gentle wild free brave lost busy empty full crowded abandoned weathered worn broken cracked wooden metal plastic leather
    electric digital futuristic neon rainy snowy sunny foggy misty stormy cloudy windy starry moonlit sunlit frozen tropical rural urban local fresh organic delicious sweet spicy
    rich poor strong weak fast slow early late final first last single lone solitary distant near far deep shallow high low steep flat round square sharp smooth rough clean dirty
    messy tidy cosy cozy elegant simple beautiful pretty lovely stunning gorgeous magical mysterious secret hidden strange weird funny playful romantic tense dramatic epic heroic
    majestic mighty powerful humble kind clever smart wise stubborn triumphant blind deaf retired homeless wealthy famous unknown favourite favorite best perfect ordinary everyday
    private public open closed noir cinematic animated handmade homemade handcrafted wireless portable solar eco sustainable reusable premium luxury affordable minimal minimalist
    sleek robotic alien medieval victorian historic royal fluffy furry striped spotted stray injured orphaned newborn autumn spring summer winter midnight mechanical noisy loud
    thick thin heavy light pale bold vast remote cheap expensive sick healthy pregnant brilliant ruined burning flying crooked whole entire same different other next own real
    fake true great good bad nice cute adorable super mini massive colossal gigantic miniature bare bald bearded blonde blond chubby slim fat skinny muscular plump clumsy lazy naughty
    evil wicked cruel haunted cursed enchanted mystical mythical legendary fearless reckless crazy mad goofy dumb mean fierce gloomy dreamy foamy creamy crispy crunchy juicy ripe
    raw sour bitter salty sticky slippery dusty muddy sandy rocky grassy leafy mossy icy fiery smoky steamy bubbly sparkling glowing shining gleaming dazzling vivid colorful
    colourful pastel transparent invisible translucent opaque blurry crystal clear polished rugged ragged torn patched knitted woolen woollen cotton silk velvet linen
    ceramic porcelain bronze iron steel marble concrete holographic virtual remote cyberpunk steampunk dystopian utopian interstellar galactic cosmic lunar martian prehistoric
    roman greek egyptian chinese japanese italian french german spanish indian african american mexican british english arctic nordic scottish irish russian korean asian european
    bustling sprawling towering winding rolling roaring crashing swirling floating falling rising sleeping dancing waking singing running melting growing dying laughing smiling
    crying working moving talking blooming hungry thirsty elderly senior junior lucky unlucky innocent guilty gothic rustic retro classic hip trendy chic fancy plain grand
    southern northern eastern western upper lower left right front rear inner outer central main major minor double triple half dead alive awake asleep nearby nuclear human female male
    available ready busy gentle nervous seasonal festive nocturnal coastal alpine wintry chilly breezy humid arid barren lush dense overgrown deserted flooded snow-covered dark-haired`),
);
const ADJECTIVE_ENDING = /(?:ous|ful|less|ish|able|ible|esque|ical|ient|like|most|ive)$/;
const NOT_ADJECTIVES = new Set(
  list(`detective native olive archive motive table vegetable cable ingredient patient client fish relative drive hive locative objective perspective radish spouse dish goldfish
    jellyfish starfish octopus mouse house handful spoonful basketful archive captive stable constable bible dive five beehive fugitive executive representative collective nutrient gradient
    starfish swordfish clownfish shellfish mouthful armful glove dove stove wish finish polish brush radish horseradish varnish goldfish bus circus cactus virus hippopotamus octopus platypus
    walrus lotus crocus`),
);

export function isAdverb(word: string): boolean {
  return (
    ADVERBS.has(word) ||
    (word.endsWith('ly') && word.length > 4 && !NOUNS_IN_LY.has(word) && !ADJECTIVES_IN_LY.has(word))
  );
}

export function isAdjective(word: string): boolean {
  if (ADJECTIVES.has(word) || COLOURS.has(word) || ADJECTIVES_IN_LY.has(word) || FEELINGS.has(word)) return true;
  if (
    /^[a-z]+-(?:[a-z]+ed|powered|free|old|filled|covered|shaped|colou?red|like|taking|making|looking|sized|driven|ready|proof|soaked|lit|up|style)$/.test(
      word,
    )
  )
    return true;
  if (
    word.endsWith('er') &&
    [word.slice(0, -2), word.slice(0, -1), word.slice(0, -3)].some((stem) => ADJECTIVES.has(stem))
  )
    return true;
  return word.length > 5 && ADJECTIVE_ENDING.test(word) && !NOT_ADJECTIVES.has(word);
}

/** Plain forms of the verbs that concepts are told with. */
export const VERBS = new Set(
  list(`accept achieve act add admire adopt adjust advance age agree aim allow analyse analyze announce answer appear apply approach argue arrange arrive ask assemble attach attack attend
    automate avoid awaken bake balance bark bathe battle beat become beg begin believe belong bend befriend bet bite blast blend bless blink block bloom blossom blow blush board boil boost borrow bounce
    bow break breathe breathe brew bring browse brush build burn burst bury buy call calm camp capture care carry cast carve catch celebrate change charge chase chat cheer chew choose
    chop circle clap clean clear clench climb cling close coach code collapse collect collide comb come comfort command commute compete complete compose confess confront conquer connect consider consume contain
    continue control convert cook cool copy count cover crack craft crash crawl create creep cross crouch crumble crush cry cuddle cure curl cut cycle dance dangle dare dart dash daydream debug decide deal
    declare decorate defeat defend deliver demonstrate depart depend descend describe design destroy develop devour die dig dine dip disappear discover dissolve dive divide do doze drag draw dream dress drift drink drip
    drive drop drown drum dry dodge dump dunk dust dye earn ease eat edit embark embrace emerge encounter end enjoy enter entertain erupt escape evacuate evaporate evolve examine exercise exist exit expand expect
    explain explode explore extend eye face fade fail faint fall fear feed feel fetch fight fill film find finish fish fit fix fizz flap flash flee flicker flip float flood flow fly flutter focus fold
    follow forage forget forgive forge form freeze frolic gallop garden gasp gather gaze get giggle give glance glare gleam glide glitter glow go grab graze greet grill grin grind grip growl grow guard guide hack
    hammer hand handle hang happen harvest hatch haunt heal hear heat help herd hesitate hibernate hide hike hire hit hold honk hop hope hover howl hug hum hunch hunt hurry hurt hypnotize ignite ignore illuminate
    imagine improve include increase inhale inherit inspect inspire install introduce invade invent invite iron itch jog join joke journey juggle jump keep kick kill kiss knead kneel knit knock know label land lasso
    last laugh launch lay lead lean leap learn leave lend let levitate lick lie lift light like limp line linger list listen live load lock look loom lose love lower make manage march mark marry master match
    measure meditate meet melt mend merge mine miss mix monitor moan mount mourn move mow multiply munch nap navigate need nest nibble nod nod notice nurture obey observe offer open operate orbit order organize organise overcome overlook
    overtake own pace pack paddle paint panic parachute park part party pass pat pause pave pay pedal peek peel peer perch perform pet phone photograph pick picnic pierce pile pilot place plan plant play plead plunge plow point
    poke polish ponder pop pose pound pour practice practise praise pray preach prepare present preserve press pretend print produce propose protect prove provide prowl prune pull pump punch purr push put quit race
    rage rain raise ran rattle reach react read realize realise reap rebuild recall receive recharge recite recognize recline reconnect record recover recycle reflect refuse regret reign reject rejoice relax release remain remember
    remind remove renovate rent repair repeat replace reply represent rescue rest restore retire retreat return reunite reveal reverse revive ride ring rinse rise roam roar roast rob rock roll rot row rub ruin rule run rush
    rustle sail salute save say scan scare scatter scold score scratch scream screw scribble scrub sculpt search season see seek seem sell send separate serve set settle sew shake shape share sharpen shatter shave shed
    shelter shift shimmer shine shiver shoot shop shout shovel show shower shrink shrug shuffle sigh sign signal simmer simplify sing sink sip sit skate sketch ski skip slam slay sled sleep slice slide slip slither slouch slow slump
    smash smell smile smoke smuggle snap snatch sneak sneeze sniff snore snow snowboard snuggle soak soar solve soothe sort sow spark sparkle speak spend spill spin splash split spot spray spread sprint sprinkle
    sprout squeeze squint stack stagger stand stare start startle starve stay steal steam steer step stick stir stitch stop store stow stray stretch stride strike stroke stroll struggle strum study stumble stun sub submit
    succeed suffer suggest summon support suppose surf surprise surrender surround survey survive swallow swap sway swear sweat sweep swell swim swing swipe swirl switch sync take talk tame tangle tap taste teach tear tease
    tell tempt thank thaw think thread thrive throw thrust thump tick tickle tidy tie tilt tiptoe toast toss touch tour tow toy trace track trade train trample transform translate transport trap travel tread treat tremble trek
    trick trim trip trot trust try tuck tug tumble tune turn tutor twinkle twirl twist type uncover understand unfold unfurl unite unlock unpack untangle unveil unwrap upgrade use vanish ventilate visit vote wade wag
    wail wait wake walk waltz wander want warm warn wash waste watch water wave wear weave weep weigh weld welcome whirl whisk whisper whistle win wink wipe wish wonder work worry wrap wreck wrestle write yawn yell zoom
    swoop hurtle soothe crackle drizzle scurry scamper stalk pounce blaze bubble mould mold befriend cradle spiral teleport pollinate absorb circulate crystallize erode orbit condense evaporate sustain beam cascade ripple sprawl tower
    pitch applaud gift bask skateboard windsurf kayak snorkel moonwalk headbang crowd-surf binge scroll swipe click download upload stream post tweet debug deploy compile refactor ship`),
);

/** Nouns as often as verbs: without a clear frame they are nouns. */
export const MOSTLY_NOUNS = new Set(
  list(
    `light fish train plant water wave race dream love hope work design park order record dance play plan face cook guide pilot phone bug step ski cycle code call hammer rain snow spring journey battle fight hunt
    walk run ride drive swim dive hike show start stop study smile smell taste sleep rest return rise kiss hug score paint print present spark track travel visit watch wish wonder shelter sketch help change care brush
    drop land launch lead lock look match move pack pause pick point practice rule sail set share shoot sink slide splash stack stand strike stretch surprise swing talk tie touch tune turn use vote wait wash whisper
    answer attack beat burn chat cheer clap climb close comfort count craft crash cross cry cut dare dawn fall feed feel fill find fix flap float flow fly fold free freeze hit hold hop joke jump keep leap lift live
    mix pass push pull roar roast roll row rush scan scare search story sweep throw toss transport warm weld win wrap yawn act brew bounce capture circle drift drink escape fade bloom glow harvest heat knock march
    measure offer paddle polish reveal safe sort spin spill sprint sprout stare steal steer stroll struggle surf tear trust wake fire film garden hand eye iron mine nest party pet place store swallow tower toy trap trip
    shower smoke steam stick stitch stream switch tap thread toast tour trade treat trick trunk type ring rock season shed ship sign signal skate sled slip snack sprinkle spot spray stroke sub sweat swirl tick tilt
    twist view voice waste weed whirl whistle zoom line list load mark mount blast blend block board bow box cast charge coach command control cover crack dash deal dip drum dust end exercise exit fear flash flip flood
    focus form forge grill grind grip guard herd howl joke label lasso like log lunch monitor mow number own pace part pat picnic pile pop pose pound press project pump punch rage rattle rent repair reply reverse rub
    ruin salute scratch scream screw scroll shake shape shift shop shout shovel sip slice smash sneeze snore split spread squeeze store support survey swell swipe tease thump trim tumble tutor twirl upgrade
    wreck purr bark bubble ripple cascade beam blaze crowd post click gift age bend bet bite blossom blush camp copy crush cure delight doze drag dump dye ease edit fit giggle glance glare gleam gasp grin growl hum
    hurry hurt last laugh lick nap need nod panic peek peel plow recall regret sigh skip slam slump snap spiral step stumble suit trek cradle echo parachute kayak skateboard snowboard download upload season border
    pitch test flower branch ring leaf iron orbit market picture colour color name page ship`,
  ),
);
