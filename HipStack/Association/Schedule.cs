namespace HiperNet.HipStack.Association;

/// <summary>
/// Which association is due next: each stands in it once at most, so that it never holds more than there are. An
/// entry may be earlier than its association's deadline, which a stopped timer leaves behind.
/// </summary>
internal sealed class Schedule
{
    private readonly SortedSet<HipAssociation> queue = new(Comparer<HipAssociation>.Create(Compare));

    /// <summary>How many associations wait for something.</summary>
    public int Count => queue.Count;

    /// <summary>When something is due; null if nothing is.</summary>
    public TimeSpan? Next
    {
        get
        {
            Correct();
            return queue.Min?.ScheduledAt;
        }
    }

    /// <summary>Takes the association's deadlines over after they changed.</summary>
    public void Update(HipAssociation association)
    {
        TimeSpan at = association.Deadlines.Earliest;
        if (at == association.ScheduledAt)
        {
            return;
        }

        queue.Remove(association);
        association.ScheduledAt = at;
        if (at != TimeSpan.MaxValue)
        {
            queue.Add(association);
        }
    }

    /// <summary>Takes an association that is due.</summary>
    public bool TryTakeDue(TimeSpan now, out HipAssociation association)
    {
        Correct();
        association = queue.Min!;
        if (association is null || association.ScheduledAt > now)
        {
            return false;
        }

        queue.Remove(association);
        association.ScheduledAt = TimeSpan.MaxValue;
        return true;
    }

    private static int Compare(HipAssociation left, HipAssociation right)
    {
        int byTime = left.ScheduledAt.CompareTo(right.ScheduledAt);
        return byTime != 0 ? byTime : left.Serial.CompareTo(right.Serial);
    }

    private void Correct()
    {
        while (queue.Min is { } first && first.Deadlines.Earliest != first.ScheduledAt)
        {
            Update(first);
        }
    }
}
