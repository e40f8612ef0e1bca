// Each class runs a registrar of its own; two at a time keep two processors busy.
[assembly: Parallelize(Scope = ExecutionScope.ClassLevel, Workers = 2)]
