"""The WSGI entry: any server will do, `granian` is the one we start."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
application = get_wsgi_application()
gc.freeze()  # what was loaded is never garbage: no collection walks through it again
gc.set_threshold(50_000, 20, 50)  # a request leaves few cycles; looking every 700 objects costs 8 %
