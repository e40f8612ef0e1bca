using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>Windows of time that are empty, or that lie outside of what they are in.</summary>
internal sealed class WindowRules(FindingList findings)
{
    /// <summary>The last instant that people can write: 9999-12-31T23:59:59Z, in seconds since 1970.</summary>
    private const long LastInstant = 253_402_300_799;

    /// <summary>Looks at all periods and events.</summary>
    public void Check(Description description, Infrastructure infrastructure)
    {
        CheckOne("the infrastructure", description.Period);
        foreach (Element element in Walk.All(description.Elements))
        {
            CheckOne($"'{element.Id}'", element.Period);
        }

        IEnumerable<Element> flat = infrastructure.Groups
            .Concat<Element>(infrastructure.Nodes)
            .Concat(infrastructure.Links);
        Dictionary<string, Period> groups =
            infrastructure.Groups.ToDictionary(group => group.Id, group => group.Period);
        foreach (Element element in flat)
        {
            string around = element.Group is null ? "the infrastructure" : $"'{element.Group}'";
            Period outer = element.Group is null ? infrastructure.Period : groups[element.Group];
            CheckInside(element, around, outer);
        }

        CheckEvents(description);
    }

    private void CheckOne(string what, Period period)
    {
        if (period.Length is <= 0)
        {
            string message = $"the window of {what} is empty";
            findings.Error("empty-window", period.Place, message, "its end is after its start");
        }
        else if ((period.Length ?? 0) > LastInstant || (period.Start ?? 0) > LastInstant - (period.Length ?? 0))
        {
            findings.Error("empty-window", period.Place, $"the window of {what} ends after the year 9999");
        }
    }

    private void CheckInside(Element element, string around, Period outer)
    {
        bool isLonger = outer.Length is long most && element.Period.Length is long length && length > most;
        bool isOutside = outer.Window is { } whole && element.Period.Window is { } own && !whole.Contains(own);
        if (isLonger || isOutside)
        {
            findings.Error(
                "window-outside",
                element.Period.Place,
                $"the window of '{element.Id}' is not within that of {around}",
                outer.Window is { } window ? $"that is {window}" : $"that is for {outer.Length} s");
        }
    }

    private void CheckEvents(Description description)
    {
        HashSet<string> seen = [];
        foreach (TimelineEvent moment in description.Timeline)
        {
            const long millisecondsOfSecond = 1000;
            if (!seen.Add(moment.Id))
            {
                findings.Error("repeated-id", moment.Place, $"there are two events '{moment.Id}'");
            }

            if (description.Period.Length is long length && moment.Delay / millisecondsOfSecond >= length)
            {
                string message = $"the event '{moment.Id}' comes after the end of the whole";
                findings.Warning("late-event", moment.Place, message);
            }
        }
    }
}
