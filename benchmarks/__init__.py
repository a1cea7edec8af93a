"""Measurements, rerunnable; imports nothing of the generator, runs it as a user would.

corpus    the texts, the same for both generators, from a seed
ours      a project with the corpus, as `yingji build` takes it
rival     the same corpus as a Hugo site with a minimal theme
measure   a command's seconds, CPU and memory; what machine this is
report    tables on the screen, records in benchmarks/results/
race      ours against Hugo: cold, and after one new alert (make bench)
scale     10,000 to 100,000 entries: seconds and memory (make bench-scale)
search    what the index costs, and the bytes of a first query (make bench-search)
preview   how soon an edit shows in a running preview (make bench-preview)
where     which part takes the time (make bench-where)
"""
