// Most of the time goes by waiting for processes.
[assembly: Parallelize(Scope = ExecutionScope.MethodLevel)]
