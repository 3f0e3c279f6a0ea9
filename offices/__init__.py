"""Department systems that decide in our stead, one file each. They never see a record, nor a web request."""
