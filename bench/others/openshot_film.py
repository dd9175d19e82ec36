"""The film of the bench with libopenshot 0.2.7: `openshot_film.py film.json out.mp4`."""

import json
import sys

import openshot

if sys.argv[1] == "--version":
    print("libopenshot", openshot.OPENSHOT_VERSION_FULL)
    sys.exit()

film = json.load(open(sys.argv[1]))
fps = film["fps"]
rate = openshot.Fraction(int(fps), 1)
timeline = openshot.Timeline(film["width"], film["height"], rate, 48000, 2, openshot.LAYOUT_STEREO)
kept = []


def add(reader, layer, at, first, frames):
    clip = openshot.Clip(reader)
    clip.Layer(layer)
    clip.Position(at / fps)
    clip.Start(first / fps)
    clip.End((first + frames) / fps)
    kept.append((reader, clip))
    timeline.AddClip(clip)
    return clip


half = film["join"] / 2
total = sum(clip["frames"] for clip in film["clips"])
at = 0
for index, told in enumerate(film["clips"]):
    last = index == len(film["clips"]) - 1
    lead = half if index > 0 else 0
    tail = 0 if last else half
    first = told["start"] - lead
    frames = lead + told["frames"] + tail
    clip = add(openshot.FFmpegReader(told["path"]), index, at - lead, first, frames)
    clip.has_audio = openshot.Keyframe(0)
    # Keyframes of a clip count frames of its file, from 1.
    if index > 0:
        clip.alpha.AddPoint(first + 1, 0.0)
        clip.alpha.AddPoint(first + film["join"] + 1, 1.0)
    if last:
        clip.alpha.AddPoint(first + frames - film["fadeOut"] + 1, 1.0)
        clip.alpha.AddPoint(first + frames, 0.0)
    at += told["frames"]
title = film["title"]
words = add(openshot.QtImageReader(title["path"]), len(film["clips"]), title["start"], 0, title["frames"])
words.scale = openshot.SCALE_NONE
words.gravity = openshot.GRAVITY_CENTER
for layer, path in enumerate((film["voice"], film["music"]), len(film["clips"]) + 1):
    sound = add(openshot.FFmpegReader(path), layer, 0, 0, total)
    sound.has_video = openshot.Keyframe(0)
timeline.Open()

writer = openshot.FFmpegWriter(sys.argv[2])
size = (film["width"], film["height"])
writer.SetAudioOptions(True, "aac", 48000, 2, openshot.LAYOUT_STEREO, film["audioBitRate"])
writer.SetVideoOptions(True, "libx264", rate, *size, openshot.Fraction(1, 1), False, False, film["crf"])
writer.PrepareStreams()
writer.SetOption(openshot.VIDEO_STREAM, "crf", str(film["crf"]))
writer.SetOption(openshot.VIDEO_STREAM, "preset", film["preset"])
writer.Open()
for frame in range(1, total + 1):
    writer.WriteFrame(timeline.GetFrame(frame))
writer.Close()
timeline.Close()
