"""Local carriers: a program of its own that speaks the protocols of Mondial Relay, Colissimo, Chronopost and La Poste.

It imports nothing of the site, keeps everything in memory, and forgets it when it ends.
"""
