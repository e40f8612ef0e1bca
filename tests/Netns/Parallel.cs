// Tests make namespaces of their own, and share nothing but the machine.
[assembly: Parallelize(Scope = ExecutionScope.MethodLevel, Workers = 2)]
