namespace HiperNet.HipStack.Association;

/// <summary>Which association is due next. An entry may be out of date; its association knows better.</summary>
internal sealed class Schedule
{
    private readonly PriorityQueue<HipAssociation, TimeSpan> queue = new();

    /// <summary>When something may be due; null if nothing is.</summary>
    public TimeSpan? Next
    {
        get
        {
            DropOutdated();
            return queue.TryPeek(out _, out TimeSpan at) ? at : null;
        }
    }

    /// <summary>Takes the association's deadlines over after they changed.</summary>
    public void Update(HipAssociation association)
    {
        TimeSpan at = association.Deadlines.Earliest;
        if (at < association.ScheduledAt)
        {
            association.ScheduledAt = at;
            queue.Enqueue(association, at);
        }
    }

    /// <summary>Takes an association that is due.</summary>
    public bool TryTakeDue(TimeSpan now, out HipAssociation association)
    {
        DropOutdated();
        if (!queue.TryPeek(out association!, out TimeSpan at) || at > now)
        {
            return false;
        }

        queue.Dequeue();
        association.ScheduledAt = TimeSpan.MaxValue;
        return true;
    }

    private void DropOutdated()
    {
        while (queue.TryPeek(out HipAssociation? association, out TimeSpan at) && association.Deadlines.Earliest != at)
        {
            queue.Dequeue();
            if (association.ScheduledAt == at)
            {
                association.ScheduledAt = TimeSpan.MaxValue;
                Update(association);
            }
        }
    }
}
