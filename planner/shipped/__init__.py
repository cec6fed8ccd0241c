"""What ships beside the code: the wheel lays it in this folder, as it lies in a checkout."""
