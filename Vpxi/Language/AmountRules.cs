using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>Amounts that nothing can fulfil, or that ask for nothing.</summary>
internal sealed class AmountRules(FindingList findings)
{
    /// <summary>Looks at all amounts.</summary>
    public void Check(Description description)
    {
        HashSet<string> events = [.. description.Timeline.Select(moment => moment.Id)];
        foreach (Element element in Walk.All(description.Elements))
        {
            foreach ((string name, Amount? amount, Dimension dimension) in Walk.Amounts(element))
            {
                if (amount is not null)
                {
                    Check($"{name} of '{element.Id}'", amount, dimension);
                    CheckEvent(amount, events);
                }
            }
        }
    }

    private void Check(string what, Amount amount, Dimension dimension)
    {
        string least = AmountText.Quantity(amount.Minimum, dimension);
        string most = amount.Maximum == Amount.Unbounded ? "no bound" : AmountText.Quantity(amount.Maximum, dimension);
        if (amount.Minimum > amount.Maximum)
        {
            findings.Error("range", amount.Place, $"{what} is from {least} to {most}: nothing is", "swap the two");
            return;
        }

        if (amount.Preferred is long best && !amount.Permits(best))
        {
            string wish = AmountText.Quantity(best, dimension);
            string bounds = AmountText.Write(amount, dimension);
            findings.Error("preference", amount.Place, $"{what} prefers {wish}, which is not among {bounds}");
        }

        if (amount.Step > 0 && amount.Maximum != Amount.Unbounded && amount.Step > amount.Maximum - amount.Minimum)
        {
            string step = AmountText.Quantity(amount.Step, dimension);
            findings.Warning("step", amount.Place, $"{what} has a step of {step}, so only {least} will do");
        }

        if (amount.Maximum == 0 && dimension != Dimension.Time)
        {
            findings.Warning("zero", amount.Place, $"{what} is zero", "leave it out if nothing is asked");
        }
    }

    private void CheckEvent(Amount amount, HashSet<string> events)
    {
        if (amount.Event is { } name && !events.Contains(name))
        {
            findings.Error(
                "unknown-event",
                amount.Place,
                $"there is no event '{name}'",
                NearestName.Question(name, events) ?? $"add 'event {name} after ...' to the infrastructure");
        }
    }
}
