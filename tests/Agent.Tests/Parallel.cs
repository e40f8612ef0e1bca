// Labs share nothing but the machine, and mostly wait.
[assembly: Parallelize(Scope = ExecutionScope.ClassLevel, Workers = 3)]
