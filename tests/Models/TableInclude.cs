using System.Text;
using HiperNet.HipStack.Association;

namespace HiperNet.Models.Tests;

/// <summary>Writes <see cref="StateTable"/> as the part of the model that spin includes.</summary>
internal static class TableInclude
{
    private const int MaxColumns = 110;

    /// <summary>The text of spec/models/table.inc.</summary>
    public static string Render()
    {
        StringBuilder text = new("/* Rendered from StateTable by tests/Models, not edited by hand. */\n\n");
        Define<AssociationState>(text);
        Define<AssociationEvent>(text);
        Define<AssociationActions>(text);
        text.Append("/* todo is done, and after is the next state. What is not here is dropped. */\n");
        text.Append("inline table(state_, event_) {\n  todo = 0;\n  after = state_;\n  if\n");
        foreach (IGrouping<AssociationState, StateTableRow> rows in StateTable.Rows.GroupBy(row => row.State))
        {
            text.Append($"  :: state_ == {rows.Key} ->\n    if\n");
            foreach (StateTableRow row in rows)
            {
                text.Append(Branch(row));
            }

            text.Append("    :: else\n    fi\n");
        }

        return text.Append("  fi\n}\n").ToString();
    }

    private static void Define<T>(StringBuilder text)
        where T : struct, Enum
    {
        foreach (T value in Enum.GetValues<T>())
        {
            text.Append($"#define {value} {value:D}\n");
        }

        text.Append('\n');
    }

    private static string Branch(StateTableRow row)
    {
        string actions = row.Actions.ToString().Replace(", ", " | ", StringComparison.Ordinal);
        string assign = row.Actions == AssociationActions.None ? "" : $"todo = {actions}; ";
        string line = $"    :: event_ == {row.Event} -> {assign}after = {row.Next}\n";
        return line.Length <= MaxColumns ? line : line.Replace(" -> ", " ->\n      ", StringComparison.Ordinal);
    }
}
