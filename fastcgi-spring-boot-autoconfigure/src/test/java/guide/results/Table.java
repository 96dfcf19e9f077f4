package guide.results;

import java.util.List;

record Table(List<List<String>> rows) {

}
