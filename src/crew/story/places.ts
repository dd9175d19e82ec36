import type { TimeOfDay } from '../../film/screenplay.ts';

/** Something that belongs to a place and is worth a shot: what it is, what it does, and what is said over it. */
export interface Detail {
  what: string;
  action: string | null;
  line: string;
}

export interface Place {
  /** Words that mean this place. */
  names: string[];
  interior: boolean;
  /** When it is at its best, if nobody says. */
  time: TimeOfDay;
  /** Said over the first look. */
  open: string[];
  details: Detail[];
  /** Said over the last look. */
  close: string[];
}

const detail = (what: string, action: string | null, line: string): Detail => ({ what, action, line });

/** What belongs where: a setting's furniture, its small life, and its first and last words. */
// prettier-ignore
export const PLACES: Record<string, Place> = {
  lake: {
    names: ['lake', 'pond', 'lagoon', 'reservoir', 'fjord', 'loch'], interior: false, time: 'sunset',
    open: ['The lake holds the whole sky.', 'Nothing moves here, except the light.'],
    details: [detail('swan', 'swim', 'A swan writes one line, and leaves it.'), detail('rowing boat', 'float', 'An empty boat drifts on its rope.'), detail('duck', 'swim', 'A duck draws one long line home.')],
    close: ['The water keeps the last of it.', 'And the lake goes still.'],
  },
  mountain: {
    names: ['mountain', 'mountains', 'peak', 'summit', 'alps', 'himalayas', 'ridge', 'hill', 'hills', 'highlands'], interior: false, time: 'dawn',
    open: ['The mountain was here before every name.', 'Up here, the day starts early.'],
    details: [detail('eagle', 'fly', 'An eagle turns on the first warm air.'), detail('pine tree', 'sway', 'The pines comb the wind.'), detail('goat', 'climb', 'A goat knows the only path.'), detail('flower', 'sway', 'One flower holds on to the rock.')],
    close: ['The mountain does not hurry.', 'And the ridge lets the light go.'],
  },
  sea: {
    names: ['sea', 'ocean', 'waves', 'atlantic', 'pacific', 'open water', 'bay'], interior: false, time: 'golden-hour',
    open: ['All the way to the edge: water.', 'The sea breathes in.'],
    details: [detail('gull', 'fly', 'A gull leans on the wind.'), detail('sailing boat', 'sail', 'One sail, and a lot of sky.'), detail('dolphin', 'jump', 'A dolphin breaks the silver.'), detail('whale', 'swim', 'Something very large breathes out.')],
    close: ['The sea breathes out.', 'And the tide writes it all again.'],
  },
  beach: {
    names: ['beach', 'shore', 'coast', 'seaside', 'island', 'dunes', 'sand'], interior: false, time: 'morning',
    open: ['The tide has just swept the sand.', 'Salt air, and nowhere to be.'],
    details: [detail('turtle', 'walk', 'A turtle takes the long way round.'), detail('rowing boat', null, 'A boat waits for the tide.'), detail('gull', 'fly', 'Gulls argue over nothing.'), detail('sandcastle', null, 'Somebody left a castle behind.')],
    close: ['The waves take the footprints back.', 'And the sand is new again.'],
  },
  forest: {
    names: ['forest', 'woods', 'woodland', 'jungle', 'rainforest', 'grove', 'trees'], interior: false, time: 'morning',
    open: ['Under the leaves, the day is green.', 'The forest is already awake.'],
    details: [detail('deer', 'look up', 'A deer lifts its head, and listens.'), detail('mushroom', null, 'Mushrooms push up through the moss.'), detail('owl', 'look', 'An owl has seen all of it.'), detail('squirrel', 'hold', 'A squirrel counts its winter.')],
    close: ['The trees close behind us.', 'And the forest keeps it to itself.'],
  },
  meadow: {
    names: ['meadow', 'field', 'fields', 'countryside', 'hillside', 'grassland', 'savanna', 'savannah', 'prairie', 'vineyard', 'cornfield', 'wheat field', 'sunflower field', 'tulip field', 'rice field', 'battlefield'], interior: false, time: 'morning',
    open: ['Grass, as far as the wind goes.', 'The field is full of small business.'],
    details: [detail('butterfly', 'fly', 'A butterfly cannot decide.'), detail('bee', 'fly', 'A bee has eleven more to visit.'), detail('flower', 'sway', 'The poppies lean together.'), detail('sheep', 'eat', 'Sheep keep the lawn.')],
    close: ['The grass lies down for the night.', 'And the wind moves on.'],
  },
  garden: {
    names: ['garden', 'greenhouse', 'orchard', 'backyard', 'yard', 'allotment'], interior: false, time: 'morning',
    open: ['Everything here began as a seed.', 'The garden wakes before the house.'],
    details: [detail('watering can', null, 'Water first. Then patience.'), detail('bee', 'fly', 'The bees start the early shift.'), detail('sprout', 'grow', 'A green thread breaks the soil.'), detail('butterfly', 'fly', 'A butterfly reads every flower.')],
    close: ['Tomorrow it will be taller.', 'The garden goes on without us.'],
  },
  desert: {
    names: ['desert', 'sahara', 'outback', 'mesa', 'oasis'], interior: false, time: 'golden-hour',
    open: ['Sand, and the patience of sand.', 'The heat has its own horizon.'],
    details: [detail('snake', 'walk', 'A snake signs its name in the sand.'), detail('lizard', 'look', 'A lizard lends the stone a heartbeat.'), detail('cactus', null, 'A cactus saves every drop.'), detail('vulture', 'fly', 'Something circles, in no hurry.')],
    close: ['By morning the wind has wiped the page.', 'And the cold comes with the stars.'],
  },
  snow: {
    names: ['snow', 'arctic', 'antarctica', 'glacier', 'tundra', 'ice', 'north pole', 'ski slope', 'winter landscape'], interior: false, time: 'day',
    open: ['The world has been painted over.', 'Snow makes everything listen.'],
    details: [detail('fox', 'walk', 'A fox signs the white page.'), detail('penguin', 'walk', 'Somebody waddles to work.'), detail('pine tree', null, 'The firs wear it well.'), detail('snowflake', 'fall', 'No two of them agree.')],
    close: ['The tracks fill in behind.', 'And it goes on snowing.'],
  },
  river: {
    names: ['river', 'stream', 'waterfall', 'creek', 'canal', 'riverbank'], interior: false, time: 'morning',
    open: ['The river has somewhere to be.', 'Water finds the way, and shows it.'],
    details: [detail('fish', 'swim', 'A fish stands still in the current.'), detail('otter', 'swim', 'An otter plays with breakfast.'), detail('leaf', 'float', 'A leaf sets out for the sea.'), detail('bridge', null, 'A bridge looks down, and wonders.')],
    close: ['It never comes back this way.', 'And the river talks on in the dark.'],
  },
  city: {
    names: ['city', 'downtown', 'metropolis', 'skyline', 'new york', 'tokyo', 'london', 'paris', 'berlin', 'shanghai', 'megacity', 'town', 'manhattan', 'mumbai', 'cairo', 'istanbul', 'rome', 'san francisco', 'hong kong', 'venice', 'lagos', 'barcelona', 'amsterdam'], interior: false, time: 'dusk',
    open: ['A million windows, each with a story.', 'The city never asks who you are.'],
    details: [detail('traffic light', null, 'Red. Everybody holds their breath.'), detail('pigeon', 'walk', 'A pigeon owns the square.'), detail('taxi', 'drive', 'A taxi takes somebody home.'), detail('window', null, 'High up, one light stays on.')],
    close: ['And the city hums itself to sleep.', 'Somewhere, the next story starts.'],
  },
  street: {
    names: ['street', 'alley', 'sidewalk', 'pavement', 'square', 'plaza', 'market', 'bazaar', 'bus stop', 'neighbourhood', 'neighborhood', 'crosswalk', 'avenue', 'boulevard', 'marketplace'], interior: false, time: 'day',
    open: ['The street does what it does every day.', 'Doors open, one after another.'],
    details: [detail('cat', 'sit', 'A cat audits the passers-by.'), detail('bicycle', null, 'A bicycle leans and waits.'), detail('street lamp', null, 'A lamp makes a small stage.'), detail('fruit', null, 'Oranges, stacked like a promise.')],
    close: ['The street forgets nothing.', 'One by one, the shutters come down.'],
  },
  road: {
    names: ['road', 'highway', 'path', 'trail', 'motorway', 'route', 'track', 'racetrack', 'bridge'], interior: false, time: 'golden-hour',
    open: ['The road goes on, as roads do.', 'Two lines, meeting far away.'],
    details: [detail('signpost', null, 'A sign offers more than one answer.'), detail('bird', 'fly', 'A bird takes the shortcut.'), detail('car', 'drive', 'Headlights come, and go.'), detail('map', null, 'On the map it was shorter.')],
    close: ['There is always one more bend.', 'And the road keeps going.'],
  },
  village: {
    names: ['village', 'hamlet', 'farm', 'barn', 'ranch', 'cottage'], interior: false, time: 'morning',
    open: ['Everybody here knows the bell.', 'Smoke goes straight up: a good day.'],
    details: [detail('rooster', 'stand', 'The rooster believes he started it.'), detail('well', null, 'The well has heard every secret.'), detail('cow', 'eat', 'The cows have no appointments.'), detail('cat', 'sit', 'A cat owns the wall.')],
    close: ['One by one, the windows turn gold.', 'And the village closes its eyes.'],
  },
  park: {
    names: ['park', 'playground', 'zoo', 'schoolyard'], interior: false, time: 'day',
    open: ['The park belongs to everybody.', 'Afternoon, with nothing to do.'],
    details: [detail('balloon', 'float', 'A balloon has got away.'), detail('squirrel', 'eat', 'A squirrel works the crowd.'), detail('kite', 'fly', 'A kite pulls at its string.'), detail('bench', null, 'A bench keeps two places free.')],
    close: ['The swings slow down by themselves.', 'And the path empties.'],
  },
  space: {
    names: ['space', 'galaxy', 'orbit', 'outer space', 'universe', 'cosmos', 'spaceship', 'planet', 'mars', 'moon', 'asteroid', 'nebula', 'saturn', 'jupiter', 'venus', 'mercury'], interior: false, time: 'night',
    open: ['Out here, there is no up.', 'The dark is older than the light.'],
    details: [detail('satellite', 'float', 'A satellite passes on a whisper.'), detail('comet', 'fly', 'A comet keeps its appointment.'), detail('earth', null, 'From here, home fits behind a thumb.'), detail('star', null, 'Starlight, late by a thousand years.')],
    close: ['And the silence closes behind them.', 'Small light. Large dark. Onward.'],
  },
  underwater: {
    names: ['underwater', 'reef', 'coral reef', 'deep sea', 'seabed', 'ocean floor', 'depths'], interior: false, time: 'day',
    open: ['Below the waves, another weather.', 'Down here, sound turns to light.'],
    details: [detail('jellyfish', 'float', 'A jellyfish opens like a lamp.'), detail('turtle', 'swim', 'A turtle flies, in its way.'), detail('fish', 'swim', 'A thousand fish make one decision.'), detail('octopus', 'hide', 'A stone turns out to be looking.')],
    close: ['The blue closes over everything.', 'And the deep keeps its own time.'],
  },
  sky: {
    names: ['sky', 'clouds', 'air', 'heaven', 'heavens'], interior: false, time: 'golden-hour',
    open: ['All that room, and no walls.', 'The clouds have come a long way.'],
    details: [detail('bird', 'fly', 'Wings find the warm air.'), detail('hot air balloon', 'float', 'A balloon trusts the wind.'), detail('cloud', 'float', 'A cloud changes its mind.'), detail('airplane', 'fly', 'A thin white line says goodbye.')],
    close: ['And the sky stays open.', 'Nothing up there has an edge.'],
  },
  stage: {
    names: ['stage', 'theatre', 'theater', 'concert', 'arena', 'opera', 'club', 'festival', 'podium', 'dance floor', 'concert hall'], interior: true, time: 'night',
    open: ['A dark room holds its breath.', 'The curtain hides a heartbeat.'],
    details: [detail('microphone', null, 'The microphone is already listening.'), detail('spotlight', null, 'One light finds its mark.'), detail('crowd', 'cheer', 'A thousand hands, one beat.'), detail('guitar', null, 'Six strings, waiting to be told.')],
    close: ['And then the roar.', 'The lights go down. The song stays.'],
  },
  stadium: {
    names: ['stadium', 'football field', 'basketball court', 'court', 'pitch', 'gym', 'tennis court', 'olympics'], interior: false, time: 'night',
    open: ['Under the lights, every breath shows.', 'The lines are drawn. The rest is not.'],
    details: [detail('shoes', null, 'Laces tight. Twice.'), detail('ball', 'bounce', 'The ball knows no favourites.'), detail('clock', null, 'The clock is the other opponent.'), detail('crowd', 'cheer', 'The stands get to their feet.')],
    close: ['Tomorrow, training again.', 'And the lights go out, one by one.'],
  },
  office: {
    names: ['office', 'workplace', 'cubicle', 'desk', 'meeting room', 'startup', 'newsroom', 'headquarters', 'conference room', 'boardroom', 'coworking space'], interior: true, time: 'day',
    open: ['A very long list, and a very short day.', 'One desk, and a lamp, and a question.'],
    details: [detail('coffee mug', 'steam', 'The coffee is the third, or the fourth.'), detail('clock', null, 'The clock takes its time.'), detail('sticky notes', null, 'Yellow notes, one on top of another.'), detail('plant', null, 'The plant could use some water too.')],
    close: ['Tomorrow has one problem less.', 'The screen can rest now. So can we.'],
  },
  home: {
    names: ['home', 'house', 'living room', 'apartment', 'flat', 'sofa', 'couch', 'fireplace', 'attic', 'cabin', 'loft', 'dining room', 'window', 'balcony', 'porch'], interior: true, time: 'dusk',
    open: ['Home: the light in the window.', 'The house knows everybody by their steps.'],
    details: [detail('cat', 'sleep', 'The cat has the warm place.'), detail('photo frame', null, 'A photograph remembers for them.'), detail('teapot', 'steam', 'The kettle has something to say.'), detail('lamp', null, 'One lamp is enough.')],
    close: ['The light stays on a little longer.', 'And the house settles for the night.'],
  },
  bedroom: {
    names: ['bedroom', 'bed', 'nursery', 'dorm', 'hotel room'], interior: true, time: 'night',
    open: ['The room is quiet. The head is not.', 'Night has come up to the window.'],
    details: [detail('alarm clock', null, 'The clock counts what is left.'), detail('moon', null, 'The moon looks in, as always.'), detail('teddy bear', 'sit', 'Somebody small keeps watch.'), detail('book', null, 'One more page, then.')],
    close: ['Sleep comes in on soft feet.', 'And morning finds the curtain.'],
  },
  kitchen: {
    names: ['kitchen', 'bakery', 'stove', 'oven'], interior: true, time: 'morning',
    open: ['It starts with heat.', 'The kitchen is awake before the street.'],
    details: [detail('knife', null, 'The knife keeps time.'), detail('pot', 'steam', 'Steam carries the news.'), detail('tomato', null, 'Red, ripe, and about to change.'), detail('bread', null, 'Good bread cannot be hurried.')],
    close: ['The plates go back empty.', 'And everybody finds a chair.'],
  },
  cafe: {
    names: ['cafe', 'café', 'coffee shop', 'coffeehouse', 'bar', 'restaurant', 'diner', 'pub', 'teahouse', 'tavern', 'bistro'], interior: true, time: 'morning',
    open: ['The first cup warms the whole room.', 'Small tables make large plans.'],
    details: [detail('coffee cup', 'steam', 'Steam draws a question mark.'), detail('cake', null, 'One slice, two forks.'), detail('window', null, 'Outside, the day walks past.'), detail('bell', null, 'The bell above the door says hello.')],
    close: ['The cup is empty. The day is not.', 'The chairs go up for the night.'],
  },
  workshop: {
    names: ['workshop', 'garage', 'forge', 'shed', 'smithy', 'pottery', 'atelier', 'workbench', 'clock shop'], interior: true, time: 'day',
    open: ['Every tool has its shadow on the wall.', 'Here, things are made to last.'],
    details: [detail('hammer', null, 'The handle is worn to one hand.'), detail('saw', null, 'The saw sings its one note.'), detail('blueprint', null, 'First it is only a line.'), detail('gear', 'turn', 'One tooth, then the next.')],
    close: ['The dust settles. The work stands.', 'And the bench is swept for tomorrow.'],
  },
  lab: {
    names: ['lab', 'laboratory', 'research center', 'clean room', 'observatory'], interior: true, time: 'night',
    open: ['The lab hums in its own blue light.', 'Here, a guess has to prove itself.'],
    details: [detail('microscope', null, 'Another world, under glass.'), detail('flask', 'bubble', 'It changes colour. It should not.'), detail('notebook', null, 'Page after page of almost.'), detail('screen', null, 'A curve bends the right way.')],
    close: ['What was a guess is now known.', 'And the next question is already here.'],
  },
  library: {
    names: ['library', 'bookshop', 'bookstore', 'archive', 'archives', 'museum'], interior: true, time: 'day',
    open: ['So many voices, and not a sound.', 'Dust turns gold in the tall light.'],
    details: [detail('book', null, 'One spine stands a little out.'), detail('lamp', null, 'A green lamp, a lit page.'), detail('cat', 'sleep', 'The cat has read them all.'), detail('globe', null, 'The world fits beside the window.')],
    close: ['The book closes. The story does not.', 'And the shelves wait for the next hand.'],
  },
  classroom: {
    names: ['classroom', 'school', 'university', 'lecture hall', 'campus', 'kindergarten'], interior: true, time: 'morning',
    open: ['Chalk dust, and thirty beginnings.', 'The bell is still in the air.'],
    details: [detail('blackboard', null, 'On the board: one good question.'), detail('pencil', null, 'A pencil thinks out loud.'), detail('globe', null, 'The world, turned with one finger.'), detail('backpack', null, 'Somebody is already packed.')],
    close: ['Some lessons go home with you.', 'And the chairs stand on their desks.'],
  },
  hospital: {
    names: ['hospital', 'clinic', 'ward', 'emergency room', 'operating room'], interior: true, time: 'night',
    open: ['A long corridor, and soft steps.', 'Here the nights are bright.'],
    details: [detail('heart monitor', null, 'The line goes up. And up again.'), detail('teddy bear', 'sit', 'A small friend keeps watch.'), detail('flowers', null, 'Somebody has brought flowers.'), detail('clock', null, 'Four in the morning, the long hour.')],
    close: ['The window turns from black to blue.', 'And somebody goes home today.'],
  },
  factory: {
    names: ['factory', 'plant floor', 'assembly line', 'warehouse', 'steel mill', 'paper mill', 'sawmill', 'shipyard', 'power plant'], interior: true, time: 'day',
    open: ['The floor wakes up in rows.', 'Steel, heat, and a steady beat.'],
    details: [detail('gear', 'turn', 'One wheel turns the next.'), detail('robot arm', 'hold', 'The arm never tires.'), detail('crate', null, 'Packed, counted, nearly gone.'), detail('sparks', null, 'Sparks jump where two become one.')],
    close: ['The shift ends. The thing exists.', 'And the belt rolls on.'],
  },
  studio: {
    names: ['studio', 'film set', 'recording studio', 'gallery', 'dance studio', 'art studio', 'darkroom'], interior: true, time: 'day',
    open: ['An empty room, and north light.', 'The white page looks back.'],
    details: [detail('paintbrush', null, 'The brush decides first.'), detail('paint', null, 'Blue meets yellow, and is surprised.'), detail('camera', null, 'The lens is ready when you are.'), detail('headphones', null, 'Again, from the second bar.')],
    close: ['It is finished when it looks back.', 'And the lights go off, one last time.'],
  },
  shop: {
    names: ['shop', 'store', 'supermarket', 'mall', 'boutique', 'showroom', 'grocery'], interior: true, time: 'day',
    open: ['The door rings. The day begins.', 'Everything on these shelves is waiting.'],
    details: [detail('teddy bear', 'sit', 'The bear in the window has hopes.'), detail('shopping bag', null, 'One bag, light in the hand.'), detail('cash register', null, 'The drawer opens with a bell.'), detail('gift box', null, 'A ribbon, tied twice.')],
    close: ['The sign turns around. Closed.', 'And the window keeps on glowing.'],
  },
  'server room': {
    names: ['server room', 'data center', 'data centre', 'datacenter', 'servers', 'cloud'], interior: true, time: 'night',
    open: ['Somewhere, behind everything, this room.', 'A thousand small lights, all awake.'],
    details: [detail('laptop', 'glow', 'Far away, somebody presses a key.'), detail('server rack', null, 'A light blinks. Someone got an answer.'), detail('clock', null, 'It has not stopped once.'), detail('screen', null, 'Green. Green. Green.')],
    close: ['And the lights blink on.', 'Nobody comes. Everything works.'],
  },
  rooftop: {
    names: ['rooftop', 'roof', 'terrace'], interior: false, time: 'dusk',
    open: ['Above the noise there is a place.', 'Up here the city is only light.'],
    details: [detail('string lights', null, 'Somebody has hung up small suns.'), detail('pigeon', 'sit', 'The pigeons had it first.'), detail('chimney', 'smoke', 'Chimneys sign the evening.'), detail('moon', null, 'The moon comes up between towers.')],
    close: ['The city goes on, far below.', 'And the night air stays warm.'],
  },
  cliff: {
    names: ['cliff', 'clifftop', 'headland', 'coastline', 'rocky shore', 'rocky coast', 'cape'], interior: false, time: 'dusk',
    open: ['Here the land ends, and means it.', 'Rock above, water below, wind between.'],
    details: [detail('gull', 'fly', 'A gull leans on the wind.'), detail('sailing boat', 'sail', 'One sail, far out.'), detail('lighthouse', null, 'The light has never missed a night.')],
    close: ['The light goes round, and round.', 'And the waves start over.'],
  },
  harbour: {
    names: ['harbour', 'harbor', 'port', 'dock', 'pier', 'marina', 'lighthouse', 'quay', 'wharf'], interior: false, time: 'dusk',
    open: ['Every rope here knows a far place.', 'The harbour counts its boats.'],
    details: [detail('gull', 'sit', 'A gull guards the last post.'), detail('anchor', null, 'The anchor dreams of mud.'), detail('fishing boat', 'float', 'A boat comes in low and full.'), detail('lantern', null, 'One lantern, for those still out.')],
    close: ['And the light goes round, and round.', 'The boats are home. All but the wind.'],
  },
  station: {
    names: ['station', 'train station', 'airport', 'platform', 'subway', 'metro', 'railway', 'train', 'terminal', 'bus'], interior: false, time: 'morning',
    open: ['Everybody here is on the way.', 'Two rails, and a reason to leave.'],
    details: [detail('clock', null, 'The hand jumps. Now.'), detail('suitcase', null, 'A whole life, with a handle.'), detail('ticket', null, 'One way, it says.'), detail('train', 'drive', 'The train is never sorry.')],
    close: ['The platform is empty again.', 'And somewhere, someone arrives.'],
  },
  temple: {
    names: ['temple', 'mosque', 'shrine', 'monastery', 'castle', 'palace', 'ruins', 'pyramid', 'pyramids', 'tomb', 'fortress', 'cave', 'cavern', 'grotto'], interior: false, time: 'golden-hour',
    open: ['These stones were carried by hand.', 'Somebody meant this to last.'],
    details: [detail('torch', null, 'A flame, and the dark leans in.'), detail('statue', null, 'The statue has not blinked yet.'), detail('door', null, 'The door has been waiting longer.'), detail('candle', null, 'One candle, for a question.')],
    close: ['The stones remember. They say little.', 'And the shadows take their places.'],
  },
  church: {
    names: ['church', 'cathedral', 'chapel', 'wedding chapel', 'basilica', 'abbey'], interior: true, time: 'morning',
    open: ['Coloured light walks over the stones.', 'Even a whisper comes back here.'],
    details: [detail('candle', null, 'One candle, for somebody.'), detail('bell', null, 'The bell waits for its hour.'), detail('flowers', null, 'White flowers, since this morning.')],
    close: ['And the bell says the rest.', 'The light moves on to the next stone.'],
  },
  graveyard: {
    names: ['graveyard', 'cemetery', 'churchyard', 'burial ground'], interior: false, time: 'dusk',
    open: ['Names, and the moss that reads them.', 'Here nobody hurries any more.'],
    details: [detail('gravestone', null, 'A stone keeps one name dry.'), detail('raven', 'sit', 'A raven minds the gate.'), detail('lantern', null, 'Somebody has left a light.'), detail('flowers', null, 'Fresh flowers. So someone remembers.')],
    close: ['And the gate falls shut by itself.', 'The names stay. The light goes.'],
  },
  mine: {
    names: ['mine', 'coal mine', 'gold mine', 'silver mine', 'diamond mine', 'mine shaft', 'mineshaft'], interior: false, time: 'day',
    open: ['Down here it is always night.', 'The rails go in. The light does not.'],
    details: [detail('lantern', 'glow', 'One lamp, and a mile of dark.'), detail('pickaxe', null, 'The handle knows the hand.'), detail('crystal', null, 'The rock lets something shine.'), detail('mouse', 'run', 'Somebody small lives on crumbs.')],
    close: ['Then the long way up, to the sky.', 'And the mountain closes its mouth.'],
  },
  tunnel: {
    names: ['tunnel', 'underpass', 'sewer'], interior: false, time: 'day',
    open: ['Lamp after lamp, and a far white dot.', 'Every step comes back from the wall.'],
    details: [detail('car', 'drive', 'Two lights come closer.'), detail('rat', 'run', 'Somebody knows a shorter way.'), detail('lamp', null, 'One lamp cannot decide.')],
    close: ['And then, all at once, the day.', 'The dark keeps the echo.'],
  },
  cellar: {
    names: ['cellar', 'wine cellar', 'basement', 'dungeon', 'crypt', 'catacombs'], interior: true, time: 'day',
    open: ['Thirteen steps down, and the air is older.', 'What the house forgot is kept here.'],
    details: [detail('torch', null, 'The flame leans. A draught, from where?'), detail('spider', 'crawl', 'A spider has the oldest lease.'), detail('bottle', null, 'The dust on it is worth money.'), detail('key', null, 'A key, and no door in sight.')],
    close: ['The door above falls shut.', 'And the dark goes back to its work.'],
  },
  mill: {
    names: ['mill', 'windmill', 'watermill', 'water mill'], interior: false, time: 'morning',
    open: ['It has turned since before the road.', 'The mill waits for whatever moves.'],
    details: [detail('cat', 'sit', 'The cat is here for the mice.'), detail('bread', null, 'Somewhere, this will be bread.'), detail('bird', 'fly', 'The sparrows collect the tax.')],
    close: ['And it turns, and turns.', 'The last grain falls. The stone rests.'],
  },
  'gas station': {
    names: ['gas station', 'petrol station', 'filling station', 'service station', 'truck stop'], interior: false, time: 'dusk',
    open: ['The only light for twenty miles.', 'Everybody stops here. Nobody stays.'],
    details: [detail('car', null, 'An engine ticks, cooling down.'), detail('coffee cup', 'steam', 'Bad coffee, and just in time.'), detail('map', null, 'The map has an opinion.'), detail('truck', null, 'The truck has come a long way.')],
    close: ['Then the road takes it back.', 'And the sign hums on, for nobody.'],
  },
  'western town': {
    names: ['western town', 'wild west', 'old west', 'ghost town', 'frontier town'], interior: false, time: 'golden-hour',
    open: ['One street, two sides, and dust.', 'The town holds its breath till noon.'],
    details: [detail('horse', 'stand', 'The horse knows how this goes.'), detail('cowboy hat', null, 'A hat has stayed behind.'), detail('vulture', 'fly', 'Somebody is patient up there.'), detail('lantern', null, 'A lamp swings over a door.')],
    close: ['The dust lies down again.', 'And the street is only a street.'],
  },
  fairground: {
    names: ['fairground', 'fair', 'funfair', 'county fair', 'carnival', 'amusement park', 'theme park', 'ferris wheel', 'roller coaster'], interior: false, time: 'dusk',
    open: ['A thousand bulbs, and sugar in the air.', 'For one night the field has a city.'],
    details: [detail('balloon', 'float', 'A balloon has got away.'), detail('ice cream', null, 'It melts faster than it is eaten.'), detail('lantern', null, 'Every bulb is a small invitation.'), detail('teddy bear', 'sit', 'The big bear is still to be won.')],
    close: ['The bulbs go out, ring by ring.', 'And the grass remembers the music.'],
  },
  circus: {
    names: ['circus', 'big top'], interior: true, time: 'night',
    open: ['Sawdust, drums, and one white light.', 'Under the tent, anything may happen.'],
    details: [detail('drum', null, 'The drum rolls. Nobody breathes.'), detail('ball', 'bounce', 'Three balls, and never one on the floor.'), detail('hat', null, 'The hat is empty. They have looked.'), detail('crowd', 'cheer', 'Two thousand hands at once.')],
    close: ['And the tent is down by morning.', 'The ring stays in the grass.'],
  },
  'boxing ring': {
    names: ['boxing ring', 'boxing match', 'wrestling ring'], interior: true, time: 'night',
    open: ['Four ropes, two corners, one bell.', 'The light is only over the ring.'],
    details: [detail('bell', null, 'The bell has the first word.'), detail('bottle', null, 'Water, a towel, a minute.'), detail('crowd', 'cheer', 'The dark is full of voices.')],
    close: ['The canvas is swept for the next.', 'And the ropes stop trembling.'],
  },
  pool: {
    names: ['swimming pool', 'pool', 'poolside', 'water park'], interior: false, time: 'day',
    open: ['The water holds a piece of the sky.', 'Blue, and blue, and not a wave.'],
    details: [detail('beach ball', 'float', 'The ball has the pool to itself.'), detail('umbrella', null, 'A round of shade, taken.'), detail('rubber duck', 'float', 'The duck keeps its lane.')],
    close: ['The last ring reaches the edge.', 'And the water lies flat again.'],
  },
  'ice rink': {
    names: ['ice rink', 'skating rink', 'hockey rink', 'rink'], interior: false, time: 'dusk',
    open: ['The ice is new. Nobody has written on it.', 'Cold air, warm lights, sharp steel.'],
    details: [detail('scarf', null, 'A scarf goes round by itself.'), detail('hot chocolate', 'steam', 'Worth every fall.'), detail('snowflake', 'fall', 'It begins to snow, on cue.')],
    close: ['The ice keeps every line of it.', 'And the lamps go out over the white.'],
  },
  'building site': {
    names: ['construction site', 'building site', 'quarry'], interior: false, time: 'morning',
    open: ['Today it is air. Then it is a floor.', 'The crane was here before the sun.'],
    details: [detail('helmet', null, 'A helmet waits for its head.'), detail('hammer', null, 'First nail of the day.'), detail('blueprint', null, 'On paper it already stands.'), detail('truck', 'drive', 'Sand comes, sand goes.')],
    close: ['One floor nearer to the clouds.', 'And the crane lets its hook hang.'],
  },
  swamp: {
    names: ['swamp', 'marsh', 'bog', 'wetland', 'wetlands', 'bayou', 'mangrove', 'mangroves'], interior: false, time: 'dusk',
    open: ['Nothing here is quite water, or land.', 'The swamp breathes, and bubbles, and waits.'],
    details: [detail('heron', 'stand', 'A heron has not moved since noon.'), detail('frog', 'sit', 'The choir is tuning up.'), detail('crocodile', 'swim', 'A log opens one eye.'), detail('firefly', 'fly', 'Small lamps, with errands.')],
    close: ['And the fog takes the far bank.', 'It closes over without a ring.'],
  },
  volcano: {
    names: ['volcano', 'lava field'], interior: false, time: 'dusk',
    open: ['The mountain is thinking about it.', 'Under the black crust it is still red.'],
    details: [detail('lava', null, 'The stone remembers how to flow.'), detail('bird', 'fly', 'The birds have left. All but one.'), detail('rock', null, 'Young rock, an hour old.')],
    close: ['And it goes back to sleep. Perhaps.', 'By morning there is more land.'],
  },
  canyon: {
    names: ['canyon', 'gorge', 'ravine'], interior: false, time: 'golden-hour',
    open: ['A river did this. It took its time.', 'Every layer is a million years.'],
    details: [detail('eagle', 'fly', 'An eagle rides the wall of air.'), detail('lizard', 'look', 'A lizard holds the warm stone.'), detail('cactus', null, 'A cactus found the only crack.')],
    close: ['The red goes out, from below.', 'And the echo has the last word.'],
  },
  'ship deck': {
    names: ['ship deck', 'deck', "ship's deck"], interior: false, time: 'golden-hour',
    open: ['Planks, ropes, and a round horizon.', 'The deck leans, and everyone leans back.'],
    details: [detail('parrot', 'sit', 'The parrot has heard the orders.'), detail('rope', null, 'Every rope has a reason.'), detail('map', null, 'A cross, and no names.'), detail('gull', 'fly', 'A gull. So there is land.')],
    close: ['And the wake closes behind.', 'The wind takes it from here.'],
  },
  submarine: {
    names: ['submarine', 'submersible', 'underwater base'], interior: true, time: 'day',
    open: ['Three hundred metres, and quiet.', 'Steel outside, breath inside.'],
    details: [detail('fish', 'swim', 'Somebody looks in, amazed.'), detail('control panel', 'glow', 'A green dot. Then two.'), detail('clock', null, 'Down here noon is a number.')],
    close: ['And then the slow way up, to light.', 'The deep keeps what it saw.'],
  },
  'space station': {
    names: ['space station', 'orbital station', 'space lab'], interior: true, time: 'day',
    open: ['Sixteen sunrises a day, and one hum.', 'Home, four hundred kilometres below.'],
    details: [detail('pencil', 'float', 'The pencil has gone exploring.'), detail('plant', 'grow', 'It cannot decide which way is up.'), detail('laptop', 'glow', 'A message from the ground.')],
    close: ['Below, the lights of one more night.', 'And round again.'],
  },
  prison: {
    names: ['prison', 'prison cell', 'jail', 'jail cell', 'prison yard'], interior: true, time: 'day',
    open: ['Six steps long, four steps wide.', 'The sky here has three bars.'],
    details: [detail('mouse', 'walk', 'The mouse comes and goes as it likes.'), detail('letter', null, 'One letter, read to pieces.'), detail('key', null, 'It hangs where the eye can reach.'), detail('spoon', null, 'A spoon can be patient, too.')],
    close: ['And the lock has the last word.', 'The bars let the light through, at least.'],
  },
  courtroom: {
    names: ['courtroom', 'court room', 'courthouse', 'court of law'], interior: true, time: 'day',
    open: ['All rise. Even the dust.', 'Here a word can weigh a year.'],
    details: [detail('hammer', null, 'The wood waits to be struck.'), detail('book', null, 'It is all written. Mostly.'), detail('clock', null, 'Twelve people, and one clock.')],
    close: ['And it is said, and so it is.', 'The room empties. The flags stay.'],
  },
  aquarium: {
    names: ['aquarium', 'oceanarium'], interior: true, time: 'day',
    open: ['One pane of glass, and then the sea.', 'Blue light swims over every face.'],
    details: [detail('turtle', 'swim', 'A turtle flies by, unhurried.'), detail('jellyfish', 'float', 'It has no plans, and keeps them.'), detail('shark', 'swim', 'The glass is thick. Surely.')],
    close: ['Nobody knows who watched whom.', 'And behind the glass it goes on.'],
  },
  laundromat: {
    names: ['laundromat', 'launderette', 'laundry room'], interior: true, time: 'night',
    open: ['Everything goes round here, even time.', 'Eleven machines, and one sock too few.'],
    details: [detail('shirt', null, 'The good shirt, in good company.'), detail('coin', null, 'One more coin, ten more minutes.'), detail('magazine', null, 'The news is from last spring.')],
    close: ['Warm, folded, and as good as new.', 'And the last drum slows down.'],
  },
  salon: {
    names: ['barbershop', 'barber shop', 'hair salon', 'beauty salon', 'salon', 'hairdresser'], interior: true, time: 'day',
    open: ['In this chair everybody talks.', 'Warm towels, and the small song of scissors.'],
    details: [detail('mirror', null, 'The mirror is always on your side.'), detail('comb', null, 'First the comb finds the plan.'), detail('bottle', null, 'A little something that smells of pine.')],
    close: ['Somebody new gets up from the chair.', 'And the floor is swept of the old one.'],
  },
  'cable car': {
    names: ['cable car', 'gondola lift', 'ski lift', 'funicular'], interior: true, time: 'morning',
    open: ['The valley lets go.', 'A wire, a wheel, and all that air.'],
    details: [detail('pine tree', null, 'The trees grow small, and wave.'), detail('eagle', 'fly', 'An eagle is a little surprised.'), detail('backpack', null, 'Bread, rope, and a thermos.')],
    close: ['The doors open on another weather.', 'And the next car swings down.'],
  },
  'parking garage': {
    names: ['parking garage', 'car park', 'underground garage', 'underground parking'], interior: true, time: 'night',
    open: ['Level three, or was it four?', 'Every step here has a double.'],
    details: [detail('car', null, 'One car is still here.'), detail('cat', 'sit', 'Two green lights, under a bumper.'), detail('key', null, 'The key is in the other pocket.')],
    close: ['A barrier lifts. Night air comes in.', 'And one lamp after the other goes out.'],
  },
  'bank vault': {
    names: ['bank vault', 'vault', 'strongroom', 'safe room', 'treasury'], interior: true, time: 'night',
    open: ['A door that weighs more than a house.', 'Behind it, quiet, and yellow.'],
    details: [detail('gold', null, 'It has never bought anything yet.'), detail('clock', null, 'The lock only trusts the clock.'), detail('key', null, 'Two keys, and neither is enough.')],
    close: ['And the wheel turns back to zero.', 'The door closes, softly as snow.'],
  },
};

/** The place that a phrase means, by its longest known name; null when it names none. */
export function placeNamed(phrase: string): string | null {
  const text = ` ${phrase.toLowerCase()} `;
  let best: { key: string; at: number; length: number } | null = null;
  for (const [name, key] of NAMES) {
    const at = Math.max(text.lastIndexOf(` ${name} `), text.lastIndexOf(` ${name}s `));
    // The head of an English noun phrase stands last: in `mountain lake` the lake wins.
    if (
      at >= 0 &&
      (best === null ||
        at + name.length > best.at + best.length ||
        (at + name.length === best.at + best.length && name.length > best.length))
    ) {
      best = { key, at, length: name.length };
    }
  }
  return best?.key ?? null;
}

/** The noun is the place itself and not something that stands in it: `mountain lake`, `streets`. */
export function isScenery(noun: string): boolean {
  const words = noun.toLowerCase().split(/\s+/);
  const head = words.at(-1) ?? '';
  const pair = words.slice(-2).join(' ');
  if ([head, pair].some((name) => LANDMARKS.has(name) || LANDMARKS.has(name.replace(/s$/, '')))) return false;
  return NAMES.some(([name]) => [name, `${name}s`].includes(head) || [name, `${name}s`].includes(pair));
}

/** Names of places that are also things to look at. */
const LANDMARKS = new Set([
  'space station',
  'ferris wheel',
  'roller coaster',
  ...'lighthouse house castle train bus moon planet saturn mars jupiter venus mercury bridge barn cottage cabin temple church cathedral mosque pyramid palace tomb bed sofa couch desk window stove oven fireplace workbench spaceship asteroid ring club mine mill windmill watermill submarine volcano circus cloud tree trees sand ice'.split(
    ' ',
  ),
]);

const NAMES: [string, string][] = Object.entries(PLACES).flatMap(([key, place]) =>
  place.names.map((name): [string, string] => [name, key]),
);

/** A place that nobody has furnished: outdoors, by day. */
// prettier-ignore
const ANYWHERE: Place = {
  names: [], interior: false, time: 'day',
  open: ['It begins in an ordinary place.', 'Look closer. It starts here.'],
  details: [{ what: 'bird', action: 'fly', line: 'Somewhere above, a bird turns.' }, { what: 'flower', action: 'sway', line: 'The small things notice first.' }, { what: 'cloud', action: 'float', line: 'The sky takes its time.' }],
  close: ['And that is where we leave it.', 'The day folds up, and it is done.'],
};

export function placeOf(key: string | null): Place {
  return (key === null ? undefined : PLACES[key]) ?? ANYWHERE;
}
