// Labs share nothing but the machine, and mostly wait; the tests of one class share a lab.
[assembly: Parallelize(Scope = ExecutionScope.ClassLevel, Workers = 3)]
