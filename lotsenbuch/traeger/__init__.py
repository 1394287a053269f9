"""The organisation's use cases: inviting pilots, taking in their sheets, paying and reporting.

It sees sheets only. No module of this package can import the pilot's domain, so none can name a client.
Keys reach it as objects through a port; sheets, pilots and batches through the collection.
"""
