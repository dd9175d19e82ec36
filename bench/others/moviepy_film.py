"""The film of the bench with MoviePy 2: `moviepy_film.py film.json out.mp4`."""

import json
import os
import sys

import moviepy
from moviepy import AudioFileClip, CompositeAudioClip, CompositeVideoClip, ImageClip, VideoFileClip, vfx

if sys.argv[1] == "--version":
    print("MoviePy", moviepy.__version__)
    sys.exit()

film = json.load(open(sys.argv[1]))
fps = film["fps"]
half = film["join"] / 2
layers = []
at = 0
for index, clip in enumerate(film["clips"]):
    lead = half if index > 0 else 0
    tail = half if index < len(film["clips"]) - 1 else 0
    first = (clip["start"] - lead) / fps
    last = (clip["start"] + clip["frames"] + tail) / fps
    layer = VideoFileClip(clip["path"], audio=False).subclipped(first, last).with_start((at - lead) / fps)
    if index > 0:
        layer = layer.with_effects([vfx.CrossFadeIn(film["join"] / fps)])
    layers.append(layer)
    at += clip["frames"]
title = film["title"]
layers.append(
    ImageClip(title["path"])
    .with_start(title["start"] / fps)
    .with_duration(title["frames"] / fps)
    .with_position("center")
)
seconds = at / fps
picture = CompositeVideoClip(layers, size=(film["width"], film["height"])).with_duration(seconds)
picture = picture.with_effects([vfx.FadeOut(film["fadeOut"] / fps)])
sound = CompositeAudioClip([AudioFileClip(film["voice"]), AudioFileClip(film["music"])]).with_duration(seconds)
picture.with_audio(sound).write_videofile(
    sys.argv[2],
    fps=fps,
    codec="libx264",
    preset=film["preset"],
    audio_codec="aac",
    audio_bitrate=str(film["audioBitRate"]),
    ffmpeg_params=["-crf", str(film["crf"])],
    threads=os.cpu_count(),
    logger=None,
    temp_audiofile=sys.argv[2] + ".m4a",
)
