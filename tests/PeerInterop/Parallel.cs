// Classes have a daemon and namespaces of their own; what a class's peers do to its daemon happens one after another.
[assembly: Parallelize(Scope = ExecutionScope.ClassLevel, Workers = 4)]
