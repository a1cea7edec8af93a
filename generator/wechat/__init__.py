"""The article drafts of the 「长宁应急」 WeChat account, brought up to date from our own RSS.

``net``       one HTTP exchange, bounded in size and time; whatever it is answered
``source``    where a feed and the images it names are read from
``checking``  what must hold of a feed before it is read
``feed``      RSS → items (feedparser); refuses what is not our live feed
``item``      an item, and what its guid and title say
``cutting``   words cut to WeChat's limits at a sensible place
``article``   an item's HTML as WeChat takes it
``pictures``  images as WeChat takes them
``state``     what was done, in one file that is replaced as a whole
``plan``      feed and state → what to do; pure
``errors``    WeChat's codes and what each asks for
``keys``      AppID and secret
``session``   token, retries
``api``       a method a call
``uploads``   covers and images, each sent once
``traces``    what became of a draft whose answer never came
``drafting``  one item's way into the draft box
``sync``      the run
``report``    what it did, in words
``dark``      WeChat's dark conversion, approximated
``preview``   an article as a phone shows it

It reads the feed alone: nothing of pages, feeds, theme or site is imported, so
that it can run where there is no project at all.
"""
