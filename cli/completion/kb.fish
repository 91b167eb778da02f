# Completion for kb in fish. The program itself knows what may follow (cli/line/complete_line.h).

function __kb_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l typed $words[2]
    for word in $words[3..-1]
        set typed $typed\n$word
    end
    for line in (kb complete --line "$typed" 2>/dev/null)
        if test "$line" = :files
            __fish_complete_path (commandline -ct)
        else
            echo $line
        end
    end
end

complete -c kb -f -a '(__kb_complete)'
