/** Entry of the process that hosts the desk: no windows, no page, only core/node and a port. */
