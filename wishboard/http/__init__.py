"""Between the web and the features: session, viewer, transaction, repeats, refusals as answers."""
