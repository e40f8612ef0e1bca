using System.CommandLine;

namespace HiperNet.Cli;

/// <summary>Makes commands: a verb that runs, or a group of verbs.</summary>
internal static class Verb
{
    /// <summary>Present on every verb: answer in JSON.</summary>
    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Answer with one line of JSON on the standard output, in success and in failure.",
        Recursive = true,
    };

    /// <summary>A verb.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">Its help: what it does, first of all in one sentence.</param>
    /// <param name="symbols">Its options and arguments, in the order of the help.</param>
    /// <param name="run">What it does; exceptions are answered by the frame.</param>
    public static Command Of(string name, string description, Symbol[] symbols, Func<ParseResult, Answer> run)
    {
        Command command = new(name, description);
        foreach (Symbol symbol in symbols)
        {
            if (symbol is Option option)
            {
                command.Add(option);
            }
            else
            {
                command.Add((Argument)symbol);
            }
        }

        command.SetAction(parsed =>
        {
            Answer answer = run(parsed);
            Responder.Write(answer, parsed.GetValue(Json));
            return (int)answer.Code;
        });
        return command;
    }

    /// <summary>A group of verbs.</summary>
    public static Command Group(string name, string description, params Command[] verbs)
    {
        Command group = new(name, description);
        foreach (Command verb in verbs)
        {
            group.Add(verb);
        }

        return group;
    }
}
