"""Digital newspapers (数字报) as a browser mirrors them: pages, articles, pictures. Read by `edition.read_epaper`."""
