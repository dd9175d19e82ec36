import type { Mood, Weather } from '../film/screenplay.ts';
import { colourOf, css, fade } from './colour.ts';
import type { Stage } from './layer.ts';
import type { Pen } from './subject.ts';

export type Air =
  | 'rain'
  | 'lightning'
  | 'snow'
  | 'dust'
  | 'sparks'
  | 'steam'
  | 'leaves'
  | 'petals'
  | 'fireflies'
  | 'bubbles'
  | 'confetti';

export interface AirAsked {
  weather: Weather;
  mood: Mood;
  place: string;
  interior: boolean;
  /** What the shot says: `sparks fly`, `autumn leaves`. */
  words: string;
}

/** What is in the air of a shot. */
export function airOf({ weather, mood, place, interior, words }: AirAsked, dark: boolean): Air[] {
  const airs: Air[] = [];
  if (place === 'underwater') return ['bubbles'];
  if (place === 'space' || place === 'moon') return ['dust'];
  if (!interior && (weather === 'rain' || weather === 'storm')) airs.push('rain');
  if (!interior && weather === 'storm') airs.push('lightning');
  if (!interior && weather === 'snow') airs.push('snow');
  if (/\bspark|weld|firework|\bfire\b|flame|ember/i.test(words)) airs.push('sparks');
  if (/confetti|celebrat|party|victory/i.test(words) || mood === 'triumphant') airs.push('confetti');
  if (/petal|blossom|cherry/i.test(words) || (mood === 'romantic' && !interior)) airs.push('petals');
  if (/autumn|\bfall(?:en|ing)? leaves|\bleaves\b/i.test(words) || (!interior && weather === 'wind'))
    airs.push('leaves');
  if (
    /firefl|magic|fairy|enchant/i.test(words) ||
    (!interior && dark && ['forest', 'garden', 'hills', 'mountain-lake', 'park'].includes(place) && airs.length === 0)
  )
    airs.push('fireflies');
  if (/steam|smoke|fog machine/i.test(words)) airs.push('steam');
  if (airs.length === 0 && (interior || place === 'desert' || mood === 'serene' || mood === 'mysterious'))
    airs.push('dust');
  return airs;
}

/** Draws that air over the whole frame; every particle returns by wrapping around outside of it, so nothing pops. */
export function particles(stage: Stage, air: Air): (pen: Pen, seconds: number) => void {
  const { random, width, height, unit } = stage;
  const many = (count: number) =>
    Array.from({ length: count }, () => ({
      x: random(),
      y: random(),
      size: random(),
      speed: 0.6 + random() * 0.8,
      phase: random() * Math.PI * 2,
      colour: random(),
    }));
  const wrapX = (x: number) => (((x % 1.2) + 1.2) % 1.2) * width - width * 0.1;
  const wrapY = (y: number) => (((y % 1.2) + 1.2) % 1.2) * height - height * 0.1;

  switch (air) {
    case 'rain': {
      const drops = many(150);
      return (pen, seconds) => {
        for (const near of [false, true]) {
          pen.strokeStyle = near ? 'rgba(225,236,255,0.42)' : 'rgba(215,228,250,0.24)';
          pen.lineWidth = (near ? 2 : 1.2) * unit;
          pen.beginPath();
          for (const [index, drop] of drops.entries()) {
            if (near !== (index % 3 === 0)) continue;
            const long = (near ? 40 : 24) * unit;
            const fall = seconds * drop.speed * (near ? 1.5 : 1.05);
            const x = wrapX(drop.x - fall * 0.12);
            const y = wrapY(drop.y + fall);
            pen.moveTo(x, y);
            pen.lineTo(x - long * 0.2, y + long);
          }
          pen.stroke();
        }
      };
    }
    case 'lightning': {
      // Two flashes, then dark for a while; they swell over several frames, since hard flashes hurt.
      const first = 0.5 + random() * 1.2;
      const flash = (since: number) => (since > 0 && since < 0.6 ? Math.sin((Math.PI * since) / 0.6) ** 2 : 0);
      return (pen, seconds) => {
        const since = (seconds - first + 5.5) % 5.5;
        const alpha = 0.15 * flash(since) + 0.1 * flash(since - 0.75);
        if (alpha < 0.004) return;
        pen.fillStyle = `rgba(215,225,255,${alpha.toFixed(3)})`;
        pen.fillRect(0, 0, width, height);
      };
    }
    case 'snow': {
      const flakes = many(130);
      return (pen, seconds) => {
        pen.fillStyle = 'rgba(255,255,255,0.85)';
        pen.beginPath();
        for (const flake of flakes) {
          const x = wrapX(flake.x + Math.sin(seconds * 0.8 + flake.phase) * 0.02 - seconds * 0.012);
          const y = wrapY(flake.y + seconds * 0.09 * flake.speed * (0.6 + flake.size));
          const radius = (1.4 + flake.size ** 2 * 5) * unit;
          pen.moveTo(x + radius, y);
          pen.arc(x, y, radius, 0, Math.PI * 2);
        }
        pen.fill();
      };
    }
    case 'leaves':
    case 'petals':
    case 'confetti': {
      const colours = {
        leaves: ['#d9722e', '#c9502f', '#e0a52f', '#a8632f'],
        petals: ['#ffc0d0', '#ffa5c0', '#fff0f4', '#ff8fb0'],
        confetti: ['#ff5f6d', '#ffc93c', '#4fc3f7', '#7ed957', '#b388ff'],
      }[air].map((colour) => stage.paint.lit(colour));
      const bits = many(air === 'confetti' ? 90 : 34);
      return (pen, seconds) => {
        for (const bit of bits) {
          const x = wrapX(
            bit.x +
              seconds * (air === 'leaves' ? 0.07 : 0.03) * bit.speed +
              Math.sin(seconds * 1.1 + bit.phase) * 0.025,
          );
          const y = wrapY(bit.y + seconds * 0.1 * bit.speed);
          const size = (air === 'confetti' ? 6 : 8) * unit * (0.6 + bit.size);
          const turn = seconds * bit.speed * 1.8 + bit.phase;
          pen.save();
          pen.translate(x, y);
          pen.rotate(turn * 0.6);
          pen.scale(1, Math.max(0.15, Math.abs(Math.cos(turn))));
          pen.fillStyle = colours[Math.floor(bit.colour * colours.length)] ?? '#ffffff';
          pen.beginPath();
          if (air === 'confetti') pen.rect(-size * 0.7, -size * 0.45, size * 1.4, size * 0.9);
          else {
            pen.moveTo(-size, 0);
            pen.quadraticCurveTo(0, -size * 0.8, size, 0);
            pen.quadraticCurveTo(0, size * 0.8, -size, 0);
          }
          pen.fill();
          pen.restore();
        }
      };
    }
    case 'bubbles': {
      const bubbles = many(40);
      return (pen, seconds) => {
        pen.strokeStyle = 'rgba(225,255,255,0.6)';
        pen.fillStyle = 'rgba(210,250,255,0.16)';
        pen.lineWidth = 1.5 * unit;
        pen.beginPath();
        for (const bubble of bubbles) {
          const x = wrapX(bubble.x + Math.sin(seconds * 1.4 + bubble.phase) * 0.008);
          const y = wrapY(bubble.y - seconds * 0.09 * bubble.speed);
          const radius = (2 + bubble.size ** 2 * 12) * unit;
          pen.moveTo(x + radius, y);
          pen.arc(x, y, radius, 0, Math.PI * 2);
        }
        pen.fill();
        pen.stroke();
      };
    }
    case 'sparks':
    case 'fireflies':
    case 'dust':
    case 'steam': {
      const bits = many({ sparks: 60, fireflies: 24, dust: 34, steam: 12 }[air]);
      const colour = colourOf({ sparks: '#ffb347', fireflies: '#e8ff8a', dust: '#fff3da', steam: '#ffffff' }[air]);
      const rise = { sparks: 0.16, fireflies: 0.012, dust: 0.008, steam: 0.06 }[air];
      return (pen, seconds) => {
        for (const bit of bits) {
          const x = wrapX(bit.x + Math.sin(seconds * 0.5 * bit.speed + bit.phase) * 0.03);
          const y = wrapY(
            bit.y +
              (air === 'fireflies' ? Math.sin(seconds * 0.7 + bit.phase * 2) * 0.03 : 0) -
              seconds * rise * bit.speed,
          );
          const beat = 0.5 + 0.5 * Math.sin(seconds * (air === 'sparks' ? 4 : 1.4) * bit.speed + bit.phase);
          if (air === 'steam') {
            puff(pen, x, y, (50 + bit.size * 90) * unit, css(fade(colour, 0.03 + 0.03 * beat)));
            continue;
          }
          const radius = { sparks: 2.7, fireflies: 3, dust: 1.2 }[air] * (0.6 + bit.size) * unit;
          const alpha = air === 'dust' ? 0.1 + 0.26 * beat : 0.25 + 0.7 * beat;
          if (air !== 'dust') puff(pen, x, y, radius * 4.2, css(fade(colour, alpha * 0.16)));
          puff(pen, x, y, radius, css(fade(colour, alpha)));
        }
      };
    }
  }
}

function puff(pen: Pen, x: number, y: number, radius: number, colour: string): void {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.arc(x, y, radius, 0, Math.PI * 2);
  pen.fill();
}
