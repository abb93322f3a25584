// Random walks through random sound definitions.
