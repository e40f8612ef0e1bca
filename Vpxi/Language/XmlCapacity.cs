using System.Globalization;
using System.Xml;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>Reads numbers, capacities and times of XML.</summary>
internal sealed class XmlCapacity(FindingList findings)
{
    private const NumberStyles Double = NumberStyles.Float;

    /// <summary>A capacity; null with an error among the findings.</summary>
    public Amount? Read(XmlPart part, Dimension dimension)
    {
        if (Factor(part, dimension) is not long factor)
        {
            return null;
        }

        XmlPart[] forms = [.. part.Children.Where(child => child.Name is "simple" or "interval" or "set" or "scale")];
        foreach (XmlPart child in part.Children.Where(child => !forms.Contains(child)))
        {
            if (child.Name is not ("unit" or "event"))
            {
                findings.Warning("unknown", child.Place, $"<{child.Name}> is not known here and left out");
            }
        }

        bool isOne = forms.Length > 0 && (forms.Length == 1 || forms.All(form => form.Name == "set"));
        if (!isOne)
        {
            string message = $"<{part.Name}> needs one of <simple>, <interval>, <scale>, or one or more <set>";
            findings.Error("missing", part.Place, message);
            return null;
        }

        Amount? amount = forms[0].Name switch
        {
            "simple" => Number(forms[0], factor) is long value ? Amount.Exactly(value) : null,
            "interval" => Interval(forms[0], factor),
            "scale" => Scale(forms[0], factor),
            _ => Set(forms, factor),
        };
        string? moment = part.Children.Find(child => child.Name == "event")?.Text;
        return amount is null ? null : amount with { Event = moment, Place = part.Place };
    }

    /// <summary>A number, times a factor, as a whole number from 0; null with an error among the findings.</summary>
    public long? Number(XmlPart part, long factor)
    {
        if (!decimal.TryParse(part.Text, Double, CultureInfo.InvariantCulture, out decimal value)
            || value < 0
            || value >= (decimal)long.MaxValue / factor)
        {
            findings.Error("range", part.Place, $"'{Short(part.Text)}' is no number from 0 that fits here");
            return null;
        }

        decimal whole = decimal.Round(value * factor);
        if (whole != value * factor)
        {
            findings.Warning("rounded", part.Place, $"'{Short(part.Text)}' is rounded to {whole} base units");
        }

        return (long)whole;
    }

    /// <summary>A whole number; null with an error among the findings.</summary>
    public int? Integer(XmlPart part, int least, int most)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign;
        bool isNumber = int.TryParse(part.Text, style, CultureInfo.InvariantCulture, out int value);
        if (isNumber && value >= least && value <= most)
        {
            return value;
        }

        string message = $"<{part.Name}> is '{Short(part.Text)}', which is no whole number from {least} to {most}";
        findings.Error("range", part.Place, message);
        return null;
    }

    /// <summary>A truth value; false with an error among the findings.</summary>
    public bool Boolean(XmlPart part)
    {
        if (part.Text is not ("true" or "1" or "false" or "0"))
        {
            findings.Error("range", part.Place, $"'{Short(part.Text)}' is neither true nor false");
        }

        return part.Text is "true" or "1";
    }

    /// <summary>A period with another start.</summary>
    public Period Start(XmlPart part, Period period)
    {
        if (InstantText.TryRead(part.Text, out long seconds))
        {
            return period with { Start = seconds, Place = part.Place };
        }

        const string suggestion = "an instant as 2026-12-01T08:00:00Z";
        findings.Error("range", part.Place, $"'{Short(part.Text)}' is no instant in whole seconds", suggestion);
        return period;
    }

    /// <summary>A period with another length.</summary>
    public Period Length(XmlPart part, Period period)
    {
        try
        {
            TimeSpan time = XmlConvert.ToTimeSpan(part.Text);
            if (time.Ticks % TimeSpan.TicksPerSecond == 0 && time >= TimeSpan.Zero)
            {
                return period with { Length = time.Ticks / TimeSpan.TicksPerSecond, Place = part.Place };
            }
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            // The error below says it.
        }

        findings.Error("range", part.Place, $"'{Short(part.Text)}' is no duration in whole seconds", "as in PT4H");
        return period;
    }

    private static string Short(string text)
    {
        const int most = 40;
        return text.Length <= most ? text : text[..most] + "...";
    }

    private long? Factor(XmlPart part, Dimension dimension)
    {
        XmlPart? named = part.Children.Find(child => child.Name == "unit");
        if (named is null && dimension == Dimension.Number)
        {
            return 1;
        }

        if (named is not null && Units.FindLoosely(named.Text, dimension) is { } unit)
        {
            return unit.Factor;
        }

        string message = named is null
            ? $"<{part.Name}> has no <unit>"
            : $"<{part.Name}> is {Units.Describe(dimension)}, and '{Short(named.Text)}' is no unit of one";
        findings.Error("unit", (named ?? part).Place, message, $"units: {Units.Names(dimension)}");
        return null;
    }

    private Amount? Interval(XmlPart part, long factor)
    {
        XmlPart? min = part.Children.Find(child => child.Name == "min");
        XmlPart? max = part.Children.Find(child => child.Name == "max");
        long? least = min is null ? 0 : Number(min, factor);
        long? most = max is null ? Amount.Unbounded : Number(max, factor);
        return least is long low && most is long high ? new Amount(low, high) : null;
    }

    private Amount? Scale(XmlPart part, long factor)
    {
        long? Find(string name)
        {
            XmlPart? found = part.Children.Find(child => child.Name == name);
            if (found is null)
            {
                findings.Error("missing", part.Place, $"<scale> has no <{name}>");
            }

            return found is null ? null : Number(found, factor);
        }

        long? step = Find("step");
        if (step == 0)
        {
            findings.Error("range", part.Place, "the step of a <scale> is 0", "write an <interval>");
        }

        return Find("min") is long low && Find("max") is long high && step is long size
            ? new Amount(low, high) { Step = size }
            : null;
    }

    private Amount? Set(XmlPart[] parts, long factor)
    {
        List<long> values = [.. parts.Select(part => Number(part, factor)).OfType<long>()];
        return values.Count == 0
            ? null
            : new Amount(values.Min(), values.Max()) { Choices = [.. values.Distinct().Order()] };
    }
}
