"""Pages of the window: what is seen and pressed. What it means is the presenters' business."""
