import { headOf } from './people.ts';

/** A kind of thing that people want: where it is used, how, and what to say about it without shouting. */
export interface Product {
  place: string;
  pose: string;
  want: string;
  reveal: string;
  use: string;
  feel: string;
}

// prettier-ignore
const ROWS: [names: string, place: string, pose: string, want: string, reveal: string, use: string, feel: string][] = [
  ['bicycle bike scooter motorbike motorcycle skateboard e-bike moped', 'street', 'ride', 'Every morning, the same slow queue.', 'There is another way through.', 'Wind, and the road to yourself.', 'You arrive before the hurry does.'],
  ['car truck van suv bus camper train plane airplane rocket boat ship yacht', 'road', 'drive', 'Somewhere out there, a road is empty.', 'The engine turns over.', 'The horizon comes closer.', 'It was never about arriving.'],
  ['coffee espresso tea juice beer wine water lemonade soda drink smoothie cocoa mug cup', 'cafe', 'drink', 'The morning is not awake yet.', 'First, the scent of it.', 'One sip, and the day has a colour.', 'Warm hands. Clear head.'],
  ['pizza burger bread cake chocolate cookie pasta cereal sauce cheese snack ice-cream cream sushi salad soup noodles food meal taco sandwich croissant honey', 'kitchen', 'eat', 'Something is missing from this table.', 'Listen to the crust.', 'The first bite makes everyone quiet.', 'And the plate comes back empty.'],
  ['shoe sneaker boot jacket coat dress shirt watch backpack bag sunglasses hat ring perfume jeans sneakers shoes boots umbrella', 'street', 'walk', 'Rain, stairs, and a long way round.', 'Made by somebody who walks.', 'So you take the long way, gladly.', 'It goes where you go.'],
  ['phone headphone headphones earbuds laptop camera speaker tablet drone console keyboard lamp charger robot vacuum television computer smartwatch', 'home', 'hold', 'Too many wires. Too much noise.', 'Then it is switched on.', 'It does one thing, and does it well.', 'The rest of the day is yours.'],
  ['app software platform service website tool dashboard startup assistant system', 'office', 'type', 'Notes here, calls there, time nowhere.', 'Then it all comes to one place.', 'One look, and the day makes sense.', 'Home before the lamps are lit.'],
  ['chair sofa bed candle plant mattress table pillow blanket house kettle toaster oven', 'home', 'sit', 'It has been a very long day.', 'Made slowly, on purpose.', 'It is there when you come home.', 'And the evening takes its time.'],
  ['toy doll game puzzle teddy lego ball kite', 'park', 'play', 'It is raining, and there is nothing to do.', 'A box. A lid. A gasp.', 'Then the carpet becomes an ocean.', 'Five more minutes. Please.'],
  ['book novel magazine notebook pen course', 'library', 'read', 'Another evening, another screen.', 'It opens with a small crack.', 'And then you are not here at all.', 'It stays with you on the way home.'],
  ['guitar piano violin drum microphone synthesizer', 'stage', 'play', 'There is a tune that will not leave.', 'Wood, wire, and air.', 'The first chord finds the room.', 'It sounds like you.'],
  ['cream soap shampoo lotion skincare toothbrush razor sunscreen', 'home', 'look up', 'The mirror is honest in the morning.', 'Only what is needed.', 'A minute that belongs to you.', 'Ready. In your own skin.'],
];

// prettier-ignore
const THING: Product = {
  place: 'studio', pose: 'hold',
  want: 'It starts with something missing.', reveal: 'Look at it from every side.', use: 'In the hand, it explains itself.', feel: 'A small thing. A large difference.',
};

const PRODUCTS = new Map<string, Product>(
  ROWS.flatMap(([names, place, pose, want, reveal, use, feel]) =>
    names.split(' ').map((name): [string, Product] => [name, { place, pose, want, reveal, use, feel }]),
  ),
);

export function productOf(what: string): Product {
  // A toy train is a toy.
  return PRODUCTS.get(/\btoy\b/.test(what) ? 'toy' : headOf(what)) ?? THING;
}

/** It is of a kind that is sold. */
export function isProduct(what: string): boolean {
  return PRODUCTS.has(headOf(what));
}
